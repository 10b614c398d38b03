using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OvsCtl.Ovsdb.Tests;

/// <summary>TLS with certificates on both sides, made by ovs-pki, to a real server; skipped outside the sandbox.</summary>
public sealed class TlsTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pki-").FullName;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("OVSCTL_TEST_SANDBOX") != "1") Assert.Skip("needs the sandbox (OVSCTL_TEST_SANDBOX=1) with Open vSwitch");
        await PkiAsync("ca", "init");
        await PkiAsync("ca", "req+sign", "server", "switch");
        await PkiAsync("ca", "req+sign", "client", "controller");
        await PkiAsync("other", "init");
        await PkiAsync("other", "req+sign", "stranger", "controller");
    }

    public ValueTask DisposeAsync()
    {
        if (File.Exists($"{_folder}/server.pid"))
        {
            using var server = Process.GetProcessById(int.Parse(File.ReadAllText($"{_folder}/server.pid"), CultureInfo.InvariantCulture));
            server.Kill();
        }

        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Both_sides_show_certificates_and_strangers_are_refused()
    {
        var endpoint = await StartServerAsync();
        await using (var connection = await OvsdbConnection.ConnectAsync(endpoint, Options("client", "ca/switchca"), null, Cancelled))
            Assert.Contains("Open_vSwitch", await FakeServer.InTimeAsync(connection.ListDatabasesAsync(Cancelled)));

        var distrusted = await Assert.ThrowsAsync<OvsdbException>(() => OvsdbConnection.ConnectAsync(endpoint, Options("client", "other/switchca"), null, Cancelled));
        Assert.Equal(OvsdbErrorKind.ConnectFailed, distrusted.Kind);
        Assert.Contains(endpoint.ToString(), distrusted.Message, StringComparison.Ordinal);
        var unarmed = await Assert.ThrowsAsync<OvsdbException>(() => OvsdbConnection.ConnectAsync(endpoint, null, Cancelled));
        Assert.Equal(OvsdbErrorKind.ConnectFailed, unarmed.Kind);

        // In TLS 1.3 the server's refusal comes only after this side believes to be connected.
        var refused = await Assert.ThrowsAsync<OvsdbException>(async () =>
        {
            await using var connection = await OvsdbConnection.ConnectAsync(endpoint, Options("stranger", "ca/switchca"), null, Cancelled);
            await FakeServer.InTimeAsync(connection.ListDatabasesAsync(Cancelled));
        });
        Assert.True(refused.Kind is OvsdbErrorKind.ConnectFailed or OvsdbErrorKind.ConnectionLost);
    }

    private OvsdbConnectionOptions Options(string name, string authority) => new()
    {
        Tls = new OvsdbTlsOptions
        {
            PrivateKeyFile = $"{_folder}/{name}-privkey.pem",
            CertificateFile = $"{_folder}/{name}-cert.pem",
            CaCertificateFile = $"{_folder}/{authority}/cacert.pem",
        },
    };

    private async Task<OvsdbEndpoint> StartServerAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await RunAsync("ovsdb-tool", "create", $"{_folder}/conf.db", "/usr/share/openvswitch/vswitch.ovsschema");
        await RunAsync(
            "ovsdb-server", $"{_folder}/conf.db", $"--remote=pssl:{port}:127.0.0.1", $"--private-key={_folder}/server-privkey.pem", $"--certificate={_folder}/server-cert.pem",
            $"--ca-cert={_folder}/ca/controllerca/cacert.pem", "--detach", "--no-chdir", $"--pidfile={_folder}/server.pid", $"--unixctl={_folder}/ctl", $"--log-file={_folder}/server.log");
        return OvsdbEndpoint.Parse($"ssl:127.0.0.1:{port}");
    }

    private Task PkiAsync(string authority, params string[] arguments) =>
        RunAsync("ovs-pki", [$"--dir={_folder}/{authority}", $"--log={_folder}/pki.log", "--force", .. arguments]);

    private async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder })
            ?? throw new InvalidOperationException($"{program} did not start");
        await process.WaitForExitAsync(Cancelled);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} exited with {process.ExitCode}");
    }
}
