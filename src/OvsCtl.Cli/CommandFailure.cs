namespace OvsCtl.Cli;

/// <summary>Ends the command with this exit code; the message is for the user, one problem a line.</summary>
internal sealed class CommandFailure(int exitCode, string message, Exception? innerException = null) : Exception(message, innerException)
{
    public int ExitCode { get; } = exitCode;
}
