using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OvsCtl.Controller.Embedded;

/// <summary>
/// A private Open vSwitch: ovsdb-server and ovs-vswitchd (the distribution's programs) on a database of their own. It ends with the daemon; when the
/// daemon is killed it goes on, and the next one takes it over.
/// </summary>
public sealed class EmbeddedOvs(EmbeddedOvsOptions options, ILogger<EmbeddedOvs> logger, TimeProvider time) : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(5);

    private readonly SupervisedPrograms _programs = new(options.Directory, logger, time);

    /// <exception cref="EmbeddedOvsException">The database cannot be made.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Directory);
        var database = Path.Combine(options.Directory, "conf.db");
        var (server, vswitch) = (_programs.FindLeftover("ovsdb-server"), _programs.FindLeftover("ovs-vswitchd"));
        if (server is null) File.Delete(options.DatabaseSocket);
        if (!File.Exists(database)) await _programs.RunAsync("ovsdb-tool", ["create", database, options.SchemaPath], cancellationToken).ConfigureAwait(false);

        _programs.Watch("ovsdb-server", [database, $"--remote=punix:{options.DatabaseSocket}", .. Common("ovsdb-server")], server);
        // A switch that does not find its database waits a second before it tries again, and from then on twice as long after each loss of it.
        if (vswitch is null) await ListeningAsync(cancellationToken).ConfigureAwait(false);
        _programs.Watch("ovs-vswitchd", [$"unix:{options.DatabaseSocket}", .. Common("ovs-vswitchd")], vswitch);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _programs.StopAsync();

    public ValueTask DisposeAsync() => _programs.DisposeAsync();

    /// <summary>Waits for the database's socket; not for ever, since the switch finds a late one too.</summary>
    private async Task ListeningAsync(CancellationToken ct)
    {
        for (var began = time.GetTimestamp(); time.GetElapsedTime(began) < Patience;)
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(options.DatabaseSocket), ct).ConfigureAwait(false);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(LookAgain, time, ct).ConfigureAwait(false);
            }
        }
    }

    private string[] Common(string program) =>
        ["-vconsole:off", $"--log-file={_programs.LogPath($"{program}.own")}", "--no-chdir", $"--unixctl={Path.Combine(options.Directory, $"{program}.ctl")}"];
}
