using System.Globalization;
using System.Text.RegularExpressions;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Sandboxes;

/// <summary>A daemon's socket seen from outside its sandbox: <c>/proc/PID/root/run/ovsctl/ovsctl.sock</c>.</summary>
/// <param name="Pid">A process inside.</param>
/// <param name="InnerPath">The socket's path as the inside knows it.</param>
internal sealed partial record SandboxSocket(int Pid, string InnerPath)
{
    public static string PathFrom(int pid) => string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/root{DaemonSocket.DefaultPath}");

    /// <returns>Null for a socket of this side.</returns>
    public static SandboxSocket? TryParse(string path) =>
        Form().Match(path) is { Success: true } match && int.TryParse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var pid)
            ? new SandboxSocket(pid, match.Groups[2].Value)
            : null;

    [GeneratedRegex(@"^/proc/([0-9]+)/root(/.+)\z")]
    private static partial Regex Form();
}
