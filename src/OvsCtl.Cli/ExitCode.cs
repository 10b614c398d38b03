namespace OvsCtl.Cli;

/// <summary>What the program's exit says; scripts branch on it, so a number never changes its meaning.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Failed = 1;

    /// <summary>A wrong command line or an invalid lab file.</summary>
    public const int Usage = 2;

    public const int CheckFailed = 3;

    /// <summary><c>lab plan --exit-code</c> only.</summary>
    public const int ChangesPending = 4;

    public const int NotFound = 5;

    /// <summary>Missing privilege or kernel feature.</summary>
    public const int NotPermitted = 6;

    /// <summary>No daemon at the socket, or the daemon has no Open vSwitch.</summary>
    public const int Unreachable = 7;

    // As docker does for exec: what went wrong before the command could answer for itself.
    public const int ExecFailed = 125;
    public const int ExecNotExecutable = 126;
    public const int ExecNotFound = 127;
}
