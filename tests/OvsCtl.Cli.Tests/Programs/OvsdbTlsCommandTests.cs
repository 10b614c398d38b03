namespace OvsCtl.Cli.Tests.Programs;

/// <summary>'ovsctl ovsdb' through ssl: to a real server, with the keys and certificates of ovs-pki; skipped outside the sandbox.</summary>
public sealed class OvsdbTlsCommandTests : IAsyncLifetime
{
    private OvsdbServers? _servers;
    private string _endpoint = "";
    private string _plain = "";

    // Set by InitializeAsync, or the test is skipped.
    private OvsdbServers Servers => _servers!;

    public async ValueTask InitializeAsync()
    {
        _servers = new OvsdbServers();
        foreach (var authority in new[] { "ca", "other" }) await PkiAsync(authority, "init");
        await PkiAsync("ca", "req+sign", "server", "switch");
        await PkiAsync("ca", "req+sign", "client", "controller");
        await Servers.RunAsync("ovsdb-tool", "create", "conf.db", "/usr/share/openvswitch/vswitch.ovsschema");
        var (port, plainPort) = (OvsdbServers.FreePort(), OvsdbServers.FreePort());
        (_endpoint, _plain) = ($"ssl:127.0.0.1:{port}", $"ssl:127.0.0.1:{plainPort}");
        await Servers.StartAsync(
            "server", "conf.db", $"--remote=pssl:{port}:127.0.0.1", $"--remote=ptcp:{plainPort}:127.0.0.1",
            "--private-key=server-privkey.pem", "--certificate=server-cert.pem", "--ca-cert=ca/controllerca/cacert.pem");
    }

    public async ValueTask DisposeAsync()
    {
        if (_servers is not null) await _servers.DisposeAsync();
    }

    [Fact]
    public async Task Every_command_works_through_tls()
    {
        Assert.Equal("Open_vSwitch\n_Server\n", (await RunAsync("list-dbs")).Out);
        Assert.Matches("Interface +ofport +optional integer", (await RunAsync("schema")).Out);
        Assert.Equal(0, (await RunAsync("transact", """[{"op":"insert","table":"Open_vSwitch","row":{"next_cfg":5}}]""")).ExitCode);
        Assert.Contains("\"next_cfg\":5", (await RunAsync("dump", "Open_vSwitch", "--columns", "next_cfg", "-o", "json")).Out, StringComparison.Ordinal);
        Assert.Contains("added", (await RunAsync("monitor", "Open_vSwitch", "--columns", "next_cfg", "--changes", "1")).Out, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("wait", "Open_vSwitch", "next_cfg=5", "--timeout", "30")).ExitCode);
        Assert.Equal(0, (await RunAsync("wait", "--state", "connected", "--timeout", "30")).ExitCode);
    }

    // Making keys takes long: one server for all cases.
    [Fact]
    public async Task What_is_wrong_is_said_and_nothing_hangs()
    {
        await AssertRefusedAsync(2, "ssl: needs --private-key, --certificate and --ca-cert", _endpoint);
        await AssertRefusedAsync(2, "go together", _endpoint, "-p", "client-privkey.pem", "-c", "client-cert.pem");
        await AssertRefusedAsync(5, "there is no file", _endpoint, "-p", "client-privkey.pem", "-c", "client-cert.pem", "-C", "none.pem");
        // A certificate that is none, a CA that signed another's, a port that speaks no TLS.
        await AssertRefusedAsync(7, "cannot connect to ssl:", _endpoint, "-p", "client-privkey.pem", "-c", "conf.db", "-C", "ca/switchca/cacert.pem");
        await AssertRefusedAsync(7, "cannot connect to ssl:", _endpoint, "-p", "client-privkey.pem", "-c", "client-cert.pem", "-C", "other/switchca/cacert.pem");
        await AssertRefusedAsync(7, "cannot connect to ssl:", _plain, "-p", "client-privkey.pem", "-c", "client-cert.pem", "-C", "ca/switchca/cacert.pem");
    }

    private async Task AssertRefusedAsync(int exitCode, string message, string endpoint, params string[] keys)
    {
        string[] options = [.. keys.Select(word => word.StartsWith('-') ? word : $"{Servers.Folder}/{word}")];
        var run = await OvsCtlRun.RunAsync(["ovsdb", "list-dbs", "--db", endpoint, .. options]);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    private Task<OvsCtlRun> RunAsync(params string[] arguments) => OvsCtlRun.RunAsync(
    [
        "ovsdb", .. arguments, "--db", _endpoint,
        "-p", $"{Servers.Folder}/client-privkey.pem", "-c", $"{Servers.Folder}/client-cert.pem", "-C", $"{Servers.Folder}/ca/switchca/cacert.pem",
    ]);

    private Task PkiAsync(string authority, params string[] arguments) =>
        Servers.RunAsync("ovs-pki", [$"--dir={Servers.Folder}/{authority}", $"--log={Servers.Folder}/pki.log", "--force", .. arguments]);
}
