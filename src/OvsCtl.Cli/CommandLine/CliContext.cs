using System.CommandLine;
using OvsCtl.Api;
using OvsCtl.Cli.Output;
using OvsCtl.Cli.Terminal;

namespace OvsCtl.Cli.CommandLine;

/// <summary>What every command needs: where to write, in which form, and where the daemon is.</summary>
internal sealed class CliContext
{
    private CliContext(CliTerminal terminal, OutputFormat format, bool isVerbose, string socketPath)
    {
        Terminal = terminal;
        Format = format;
        IsVerbose = isVerbose;
        SocketPath = socketPath;
        Replies = new ReplyWriter(terminal.Out, terminal.OutPage, format);
    }

    public CliTerminal Terminal { get; }

    public OutputFormat Format { get; }

    public bool IsVerbose { get; }

    public string SocketPath { get; }

    public ReplyWriter Replies { get; }

    public static CliContext Create(ParseResult parse, GlobalOptions globals, OutputFormat format) => new(
        CliTerminal.Create(parse.GetValue(globals.NoColor)),
        format,
        parse.GetValue(globals.Verbose),
        DaemonSocket.Find(parse.GetValue(globals.Socket)));

    /// <summary>The same, with the daemon at another socket.</summary>
    public CliContext At(string socketPath) => new(Terminal, Format, IsVerbose, socketPath);

    public OvsCtlClient Connect()
    {
        try
        {
            return OvsCtlClient.Connect(SocketPath);
        }
        catch (ArgumentException e)
        {
            throw new CommandFailure(ExitCode.Usage, $"--socket {SocketPath}: {e.Message}", e);
        }
    }
}
