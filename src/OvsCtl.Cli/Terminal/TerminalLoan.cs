using System.Runtime.InteropServices;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Terminal;

/// <summary>
/// While another program has the terminal, Ctrl-C and Ctrl-\ are meant for it and reach it from there; this process must neither end nor
/// end it. A SIGTERM or SIGHUP that was sent to this process is passed on.
/// </summary>
internal sealed class TerminalLoan : IDisposable
{
    private readonly TerminalForeground _foreground = TerminalForeground.Keep();
    private readonly PosixSignalRegistration[] _registrations;

    /// <param name="terminate">Asks the program to end.</param>
    public TerminalLoan(Action terminate) => _registrations =
    [
        .. new[] { PosixSignal.SIGINT, PosixSignal.SIGQUIT }.Select(signal => PosixSignalRegistration.Create(signal, context => context.Cancel = true)),
        .. new[] { PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            terminate();
        })),
    ];

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _foreground.Dispose();
    }
}
