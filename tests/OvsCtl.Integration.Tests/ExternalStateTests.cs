using OvsCtl.Integration.Tests.Support;

namespace OvsCtl.Integration.Tests;

/// <summary>Desired state in a database server that somebody else runs (--state).</summary>
public sealed class ExternalStateTests : DaemonFixture
{
    private const string Endpoint = "tcp:127.0.0.1:16641";
    private const string Remote = "ptcp:16641:127.0.0.1";

    public override async ValueTask InitializeAsync()
    {
        if (Testing.Sandbox.SkipReason is { } reason) Assert.Skip(reason);
        (await Programs.ShellAsync($"ovsdb-tool create {Database} {Labs.Root()}/src/OvsCtl.Controller/State/OvsCtl.ovsschema")).Ok();
        await StartServerAsync();
        await StartDaemonAsync("--ovs", "embedded", "--state", Endpoint, "--machine", "first");
    }

    public override async ValueTask DisposeAsync()
    {
        await KillServerAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Lab_is_kept_there_and_taken_up_from_there()
    {
        (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok();
        Assert.Contains("red-blue", await DumpAsync("Lab"), StringComparison.Ordinal);
        Assert.Contains("first", await DumpAsync("Machine"), StringComparison.Ordinal);

        await KillDaemonAsync();
        await StartDaemonAsync("--ovs", "embedded", "--state", Endpoint, "--machine", "first");
        await Eventually.TrueAsync(async () => (await OvsCtlAsync("lab", "status", "red-blue")).Out.StartsWith("lab red-blue: up", StringComparison.Ordinal), "the first look");

        // What is written there while the daemon cannot see it is taken up once it can.
        await KillServerAsync();
        (await Programs.ShellAsync($$"""ovsdb-tool transact {{Database}} '["OvsCtl",{"op":"update","table":"Lab","where":[],"row":{"paused":true} }]'""")).Ok();
        await StartServerAsync();
        await Eventually.TrueAsync(async () => (await OvsCtlAsync("lab", "status", "red-blue")).Out.StartsWith("lab red-blue: up, paused", StringComparison.Ordinal), "the pause");
        (await OvsCtlAsync("lab", "resume", "red-blue")).Ok();
        Assert.Contains("false", await DumpAsync("Lab paused"), StringComparison.Ordinal);

        await KillServerAsync();
        await StartServerAsync();
        await Eventually.TrueAsync(async () => (await OvsCtlAsync("lab", "pause", "red-blue")).ExitCode == 0, "the way back to the server");
        Assert.Contains("true", await DumpAsync("Lab paused"), StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "down", "red-blue")).Ok();
        Assert.DoesNotContain("red-blue", await DumpAsync("Lab"), StringComparison.Ordinal);
    }

    private string Database => Path.Combine(RunDirectory, "theirs.db");

    private string PidFile => Path.Combine(RunDirectory, "theirs.pid");

    private async Task StartServerAsync() =>
        (await Programs.ShellAsync($"ovsdb-server {Database} --remote={Remote} --detach --no-chdir --pidfile={PidFile} --log-file={RunDirectory}/theirs.log -vconsole:off --unixctl={RunDirectory}/theirs.ctl")).Ok();

    private Task<Run> KillServerAsync() => Programs.ShellAsync($"kill -9 $(cat {PidFile}) && while kill -0 $(cat {PidFile}) 2>/dev/null; do :; done");

    private static async Task<string> DumpAsync(string table) => (await Programs.ShellAsync($"ovsdb-client dump --format=csv {Endpoint} OvsCtl {table}")).Ok();
}
