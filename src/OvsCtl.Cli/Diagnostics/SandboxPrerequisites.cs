namespace OvsCtl.Cli.Diagnostics;

/// <summary>What <c>lab run</c> and <c>sandbox</c> need; quick enough to look at before each.</summary>
internal static class SandboxPrerequisites
{
    private const string InstallOpenVSwitch = "sudo apt-get install openvswitch-switch";
    private const string InstallUtilLinux = "sudo apt-get install util-linux";
    private const string TunPath = "/dev/net/tun";

    public static IReadOnlyList<Prerequisite> Probe() =>
    [
        Program("ovsdb-server", InstallOpenVSwitch),
        Program("ovs-vswitchd", InstallOpenVSwitch),
        Program("ovsdb-tool", InstallOpenVSwitch),
        Program("unshare", InstallUtilLinux),
        Program("nsenter", InstallUtilLinux),
        Program("setsid", InstallUtilLinux),
        Tun(),
        .. Environment.IsPrivilegedProcess ? [] : UserNamespaces.Probe(),
    ];

    /// <exception cref="CommandFailure">Something is missing; says what, and how to mend it.</exception>
    public static void Require()
    {
        var missing = Probe().Where(item => !item.IsMet && !item.IsOptional).ToArray();
        if (missing.Length == 0) return;
        var lines = missing.Select(item => $"missing: {item.Name} ({item.Seen})\n  fix: {item.Fix}");
        throw new CommandFailure(ExitCode.NotPermitted, string.Join('\n', lines));
    }

    private static Prerequisite Program(string name, string fix) =>
        ProgramPath.Find(name) is { } path
            ? new Prerequisite(name, true, path, "")
            : new Prerequisite(name, false, "not in PATH or the sbin folders", fix);

    private static Prerequisite Tun()
    {
        try
        {
            using var device = File.OpenHandle(TunPath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return new Prerequisite(TunPath, true, "readable and writable", "");
        }
        catch (UnauthorizedAccessException)
        {
            return new Prerequisite(TunPath, false, "not readable and writable by this user", $"sudo chmod 0666 {TunPath}");
        }
        catch (IOException e)
        {
            return new Prerequisite(TunPath, false, e.Message, $"sudo modprobe tun; sudo mkdir -p /dev/net; sudo mknod -m 0666 {TunPath} c 10 200");
        }
    }
}
