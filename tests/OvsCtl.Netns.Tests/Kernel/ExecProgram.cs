using System.Runtime.CompilerServices;

namespace OvsCtl.Netns.Tests.Kernel;

/// <summary>This assembly as a command: with OVSCTL_TEST_EXEC set it becomes another program instead of running tests, as exec can only be watched from outside.</summary>
internal static class ExecProgram
{
    public const string Variable = "OVSCTL_TEST_EXEC";

    /// <summary>With this set too, the sandbox is furnished first.</summary>
    public const string PrepareVariable = "OVSCTL_TEST_PREPARE";

    /// <summary>The value is a namespace (empty for none), then the program and its arguments, divided by line feeds.</summary>
    [ModuleInitializer]
    internal static void Run()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } value) return;
        var parts = value.Split('\n');
        try
        {
            if (Environment.GetEnvironmentVariable(PrepareVariable) is not null) Mounts.PrepareSandbox();
            NamespaceExec.Exec(parts[0].Length == 0 ? null : parts[0], parts[1..]);
        }
        catch (NativeException e)
        {
            Console.Error.WriteLine(e.Message);
            Environment.Exit(e.ErrnoName == "ENOENT" ? 127 : 126);
        }
    }
}
