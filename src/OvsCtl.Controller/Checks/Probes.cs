using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OvsCtl.Netns;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Controller.Checks;

/// <summary>Single attempts of each kind, each from a socket born in the sender's namespace.</summary>
internal sealed class Probes(TimeProvider time)
{
    public async Task<Attempt> RunAsync(CheckSpec check, CheckAim aim, TimeSpan timeout, CancellationToken ct)
    {
        try
        {
            using var ns = aim.From.Host is { } host ? NetworkNamespace.Open(host) : NetworkNamespace.OpenCurrent();
            return check.Kind switch
            {
                CheckKind.Ping => await PingAsync(ns, aim.Address, timeout, ct).ConfigureAwait(false),
                CheckKind.Tcp => await TcpAsync(ns, new IPEndPoint(aim.Address, aim.To.Port ?? 0), timeout, ct).ConfigureAwait(false),
                CheckKind.Http => await HttpAsync(ns, new IPEndPoint(aim.Address, aim.To.Port ?? 80), aim.To.Path ?? "/", check.Status, timeout, ct).ConfigureAwait(false),
                CheckKind.Route => TableLookup.Route(ns, aim.Address, check.Via),
                CheckKind.Arp => await ArpAsync(ns, aim, timeout, ct).ConfigureAwait(false),
                _ => throw new ArgumentOutOfRangeException(nameof(check), check.Kind, null),
            };
        }
        catch (NativeException e)
        {
            return new Attempt(false, e.Message);
        }
    }

    private async Task<Attempt> PingAsync(NetworkNamespace ns, IPAddress address, TimeSpan timeout, CancellationToken ct)
    {
        using var pinger = new Pinger(ns, address.AddressFamily, time);
        var echo = await pinger.EchoAsync(address, timeout, ct).ConfigureAwait(false);
        return echo.RoundTrip is { } roundTrip ? new Attempt(true, Milliseconds(roundTrip)) : new Attempt(false, echo.Error ?? "");
    }

    /// <summary>A neighbour is in the table only once somebody has spoken to it, so when it is not there it is spoken to.</summary>
    private async Task<Attempt> ArpAsync(NetworkNamespace ns, CheckAim aim, TimeSpan timeout, CancellationToken ct)
    {
        if (TableLookup.Neighbour(ns, aim.Address, aim.Mac) is { } known) return known;
        var ping = await PingAsync(ns, aim.Address, timeout, ct).ConfigureAwait(false);
        return TableLookup.Neighbour(ns, aim.Address, aim.Mac) ?? new Attempt(false, $"{aim.Address} is not in the neighbour table (ping: {ping.Detail})");
    }

    private async Task<Attempt> TcpAsync(NetworkNamespace ns, IPEndPoint to, TimeSpan timeout, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, ct);
        var started = time.GetTimestamp();
        try
        {
            using var socket = ns.CreateSocket(to.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(to, linked.Token).ConfigureAwait(false);
            return new Attempt(true, $"connected in {Milliseconds(time.GetElapsedTime(started))}");
        }
        catch (SocketException e)
        {
            return new Attempt(false, $"connect: {e.Message}");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Attempt(false, $"connect: no answer within {timeout.TotalSeconds:0.###} s");
        }
    }

    private async Task<Attempt> HttpAsync(NetworkNamespace ns, IPEndPoint to, string path, int? status, TimeSpan timeout, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, ct);
        using var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            ConnectCallback = async (_, token) =>
            {
                var socket = ns.CreateSocket(to.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                try
                {
                    await socket.ConnectAsync(to, token).ConfigureAwait(false);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }

                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            using var response = await client.GetAsync(new Uri($"http://{to}{path}"), linked.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(linked.Token).ConfigureAwait(false);
            var code = (int)response.StatusCode;
            var isAsked = status is { } asked ? code == asked : code is >= 200 and < 400;
            return new Attempt(isAsked, string.Create(CultureInfo.InvariantCulture, $"{code} {response.ReasonPhrase}, {body.Length} bytes"));
        }
        catch (HttpRequestException e)
        {
            return new Attempt(false, $"connect: {e.GetBaseException().Message}");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Attempt(false, $"no answer within {timeout.TotalSeconds:0.###} s");
        }
    }

    private static string Milliseconds(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0.##} ms");
}
