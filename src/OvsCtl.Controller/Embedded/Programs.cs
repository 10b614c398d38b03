namespace OvsCtl.Controller.Embedded;

/// <summary>Finds the programs of Open vSwitch: below sbin, which is not on an ordinary user's PATH.</summary>
public static class Programs
{
    private static readonly string[] SystemDirectories = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    /// <exception cref="FileNotFoundException">It is not installed.</exception>
    public static string Find(string program) =>
        TryFind(program) ?? throw new FileNotFoundException($"{program} is not installed (Debian and Ubuntu: apt-get install openvswitch-switch)", program);

    public static string? TryFind(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Concat(SystemDirectories)
            .Select(d => Path.Combine(d, program)).FirstOrDefault(File.Exists);
}
