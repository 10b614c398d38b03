using System.Diagnostics;

namespace OvsCtl.Integration.Tests.Support;

/// <summary>Starts programs: ours as published when there is a published one, and the witnesses (ip, ovs-vsctl, nft…).</summary>
internal static class Programs
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public static string OvsCtl { get; } = Find("ovsctl");

    public static string OvsCtlDaemon { get; } = Find("ovsctld");

    public static Task<Run> ShellAsync(string script) => RunAsync("/bin/sh", ["-c", script]);

    public static async Task<Run> RunAsync(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var process = Start(program, arguments, environment);
        return await EndAsync(process);
    }

    public static Process Start(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("OVSCTL_SOCKET");
        foreach (var (key, value) in environment ?? new Dictionary<string, string>()) start.Environment[key] = value;
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
    }

    public static async Task<Run> EndAsync(Process process)
    {
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} does not end:\n{await output}\n{await error}");
        }

        return new Run($"{Path.GetFileName(process.StartInfo.FileName)} {string.Join(' ', process.StartInfo.ArgumentList)}", process.ExitCode, await output, await error);
    }

    private static string Find(string name)
    {
        var published = Environment.GetEnvironmentVariable("OVSCTL_BIN") is { Length: > 0 } directory ? Path.Combine(directory, name) : "";
        return File.Exists(published) ? published : Path.Combine(AppContext.BaseDirectory, name);
    }
}
