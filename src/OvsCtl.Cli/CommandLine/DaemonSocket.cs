namespace OvsCtl.Cli.CommandLine;

/// <summary>Where ovsctld listens.</summary>
internal static class DaemonSocket
{
    public const string DefaultPath = "/run/ovsctl/ovsctl.sock";
    public const string EnvironmentVariable = "OVSCTL_SOCKET";

    public static string Find(string? option) =>
        option is { Length: > 0 } ? option
        : Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } variable ? variable
        : DefaultPath;
}
