using System.Diagnostics;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Tests.Programs;

/// <summary>A run of the built program: what it wrote and how it ended.</summary>
internal sealed record OvsCtlRun(int ExitCode, string Out, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<OvsCtlRun> RunAsync(string[] arguments, IReadOnlyDictionary<string, string>? environment = null, string input = "")
    {
        using var process = Start(arguments, environment);
        await process.StandardInput.WriteAsync(input);
        return await EndAsync(process);
    }

    public static Process Start(string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(OvsCtlProgram).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove(DaemonSocket.EnvironmentVariable);
        foreach (var (key, value) in environment ?? new Dictionary<string, string>()) start.Environment[key] = value;
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
    }

    public static async Task<OvsCtlRun> EndAsync(Process process)
    {
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        return new OvsCtlRun(process.ExitCode, await output, await error);
    }

    /// <summary>A script of the witnesses, <c>ip</c> and its like.</summary>
    /// <returns>What it printed.</returns>
    public static async Task<string> ShellAsync(string script)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", script]) { RedirectStandardOutput = true }) ?? throw new InvalidOperationException("sh");
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output;
    }
}
