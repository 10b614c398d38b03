namespace OvsCtl.Daemon;

/// <summary>The exit codes that ovsctl and ovsctld share.</summary>
internal static class DaemonExitCode
{
    public const int Ok = 0;
    public const int Failed = 1;
    public const int Usage = 2;

    /// <summary>A privilege or a feature of the kernel is missing.</summary>
    public const int Missing = 6;

    /// <summary>Open vSwitch is not there.</summary>
    public const int Unreachable = 7;
}
