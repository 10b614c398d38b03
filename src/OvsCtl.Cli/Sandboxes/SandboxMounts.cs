namespace OvsCtl.Cli.Sandboxes;

/// <summary>The sandbox's own /run, and its loopback device up.</summary>
internal static class SandboxMounts
{
    public static void Prepare() => throw new PlatformNotSupportedException("sandboxes are not built into this program");
}
