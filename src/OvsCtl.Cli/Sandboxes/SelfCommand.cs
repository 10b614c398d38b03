namespace OvsCtl.Cli.Sandboxes;

/// <summary>How to start this program again: by its own executable, or as "dotnet ovsctl.dll".</summary>
internal static class SelfCommand
{
    public static IReadOnlyList<string> Argv
    {
        get
        {
            var process = Environment.ProcessPath
                ?? throw new CommandFailure(ExitCode.Failed, "cannot tell where this program is: /proc is not mounted");
            return Path.GetFileNameWithoutExtension(process) == "dotnet"
                ? [process, Path.GetFullPath(Environment.GetCommandLineArgs()[0])]
                : [process];
        }
    }
}
