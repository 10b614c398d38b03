using System.Diagnostics;

namespace OvsCtl.Netns.Tests.Kernel;

/// <summary>Tests that change the kernel's state run only where that state is private: in fresh network, mount and PID namespaces.</summary>
internal static class Sandbox
{
    public static void Require() =>
        Assert.SkipUnless(Environment.GetEnvironmentVariable("OVSCTL_TEST_SANDBOX") == "1", "needs the sandbox (OVSCTL_TEST_SANDBOX=1)");

    /// <summary>Runs a command of the system as a witness; returns its output without the final newline.</summary>
    public static async Task<string> RunAsync(string command, params string[] arguments)
    {
        var (code, output) = await TryRunAsync(command, arguments);
        Assert.True(code == 0, $"{command} {string.Join(' ', arguments)}: exit code {code}: {output}");
        return output;
    }

    public static async Task<(int ExitCode, string Output)> TryRunAsync(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }) ?? throw new InvalidOperationException(command);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, (await output + await error).TrimEnd());
    }

    /// <summary>Waits for a condition that another process or thread brings about.</summary>
    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(20), $"not within 20 s: {what}");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
