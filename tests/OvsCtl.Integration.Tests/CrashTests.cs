using System.Diagnostics.CodeAnalysis;
using OvsCtl.Integration.Tests.Support;

namespace OvsCtl.Integration.Tests;

/// <summary>The daemon is killed at any moment of its work; the next one finishes it.</summary>
public sealed class CrashTests : DaemonFixture
{
    private const int Seed = 20261122;
    private const string Changed = "172.16.10.21/24";

    [Fact]
    [SuppressMessage("Security", "CA5394", Justification = "The moments are to be the same in each run.")]
    public async Task Work_cut_short_by_a_kill_is_finished_by_the_next_daemon()
    {
        var random = new Random(Seed);
        var before = await Machine.SnapshotAsync();
        // What is applied while the lab runs.
        var changed = await WriteLabAsync((await File.ReadAllTextAsync(Labs.RedBlue, TestContext.Current.CancellationToken)).Replace("172.16.10.20/24", Changed, StringComparison.Ordinal));
        foreach (var (verb, file) in new[] { ("up", Labs.RedBlue), ("up", changed), ("down", changed), ("up", Labs.RedBlue), ("down", changed) })
        {
            using var command = StartOvsCtl("lab", verb, file);
            var ends = Programs.EndAsync(command);
            await Task.WhenAny(ends, Task.Delay(random.Next(50, 900), TestContext.Current.CancellationToken));
            await KillDaemonAsync();
            var wasDone = (await ends).ExitCode == 0;
            await StartDaemonAsync("--ovs", "embedded");
            // A command that was cut off before the daemon had written it down has not happened; as any that fails, it is given again.
            if (!wasDone && !await IsWantedAsync(verb, file)) await OvsCtlAsync("lab", verb, file);
            if (verb == "up")
            {
                await Eventually.TrueAsync(async () => (await OvsCtlAsync("lab", "status", "red-blue")).Out.StartsWith("lab red-blue: up", StringComparison.Ordinal), "the lab up");
                await Eventually.TrueAsync(async () => (await OvsCtlAsync("lab", "plan", "--exit-code", file)).ExitCode == 0, "nothing to do");
                Assert.Contains("6 ok, 0 failed", (await OvsCtlAsync("lab", "check", "red-blue")).Ok(), StringComparison.Ordinal);
            }
            else
            {
                await Eventually.EqualAsync(before, Machine.SnapshotAsync);
                await Eventually.TrueAsync(() => Machine.LabProcesses().Count == 0, "no process");
            }
        }
    }

    /// <summary>Whether the database says so: up as this file says, or down, or gone.</summary>
    private async Task<bool> IsWantedAsync(string verb, string file)
    {
        var lab = (await Programs.ShellAsync($"ovsdb-client dump --format=csv unix:{RunDirectory}/state/db.sock OvsCtl Lab wanted text")).Ok();
        var isThere = lab.Contains("lab: red-blue", StringComparison.Ordinal);
        if (verb == "down") return !isThere || lab.Contains("\ndown,", StringComparison.Ordinal);
        return lab.Contains("\nup,", StringComparison.Ordinal) && lab.Contains(Changed, StringComparison.Ordinal) == (await File.ReadAllTextAsync(file)).Contains(Changed, StringComparison.Ordinal);
    }
}
