namespace OvsCtl.Cli;

/// <summary>What the program's exit says; scripts branch on it, so a number never changes its meaning.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Failed = 1;

    /// <summary>A wrong command line or an invalid lab file.</summary>
    public const int Usage = 2;

    /// <summary>A check failed, or a traced packet does not arrive.</summary>
    public const int CheckFailed = 3;

    /// <summary><c>lab plan --exit-code</c> and <c>flow diff</c> only.</summary>
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

    public static IReadOnlyList<(int Code, string Meaning)> Meanings { get; } =
    [
        (Ok, "All is well."),
        (Failed, "It failed."),
        (Usage, "The command line or a file is wrong."),
        (CheckFailed, "A check failed, or a traced packet does not arrive."),
        (ChangesPending, "There is something to do (lab plan --exit-code), or flows differ (flow diff)."),
        (NotFound, "There is no such thing."),
        (NotPermitted, "A privilege or a feature of the kernel is missing."),
        (Unreachable, "The daemon or Open vSwitch cannot be reached."),
        (ExecFailed, "exec: the command could not be started; 126: it cannot be run; 127: there is none of that name. Otherwise the command's own."),
    ];
}
