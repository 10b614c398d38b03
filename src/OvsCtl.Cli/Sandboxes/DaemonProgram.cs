namespace OvsCtl.Cli.Sandboxes;

/// <summary>Finds ovsctld: beside ovsctl, at $OVSCTLD, or in the build output of the source tree.</summary>
internal static class DaemonProgram
{
    public const string EnvironmentVariable = "OVSCTLD";

    public static string Find() =>
        Candidates().FirstOrDefault(File.Exists)
        ?? throw new CommandFailure(ExitCode.Failed, $"cannot find ovsctld: it belongs beside ovsctl in {AppContext.BaseDirectory}, or name it in ${EnvironmentVariable}");

    private static IEnumerable<string> Candidates()
    {
        yield return Path.Combine(AppContext.BaseDirectory, "ovsctld");
        if (Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } path) yield return Path.GetFullPath(path);
        // src/OvsCtl.Cli/bin/Release/net10.0 beside src/OvsCtl.Daemon/bin/Release/net10.0
        yield return Path.Combine(AppContext.BaseDirectory.Replace("/OvsCtl.Cli/", "/OvsCtl.Daemon/", StringComparison.Ordinal), "ovsctld");
    }
}
