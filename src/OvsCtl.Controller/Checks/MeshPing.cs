using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OvsCtl.Netns;

namespace OvsCtl.Controller.Checks;

/// <summary>Every host pings every other: one socket a host, all requests on their way at once, one thread that collects the replies. Blocks.</summary>
internal sealed class MeshPing(TimeProvider time)
{
    // The neighbour table is one for the whole kernel and refuses new entries at 512 to 1,024 of them. Permanent ones do not count.
    private const int TooManyNeighbours = 200;

    private const int SolRaw = 255, IcmpFilter = 1; // linux/icmp.h: a bit set means that this type is not delivered
    private const uint OnlyAnswers = ~((1u << 0) | (1u << 3) | (1u << 11)); // echo reply, unreachable, time exceeded
    private static readonly TimeSpan Attempt = TimeSpan.FromMilliseconds(500);
    private static int s_nextId = Environment.ProcessId;

    /// <returns>An outcome for each ordered pair, by sender, then by target, in the order of the hosts.</returns>
    public (bool IsOk, string Detail)[] Run(IReadOnlyList<MeshHost> hosts, TimeSpan within, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        var ends = new List<End>();
        try
        {
            foreach (var host in hosts) ends.Add(new End(host, (ushort)Interlocked.Increment(ref s_nextId)));
            var isLarge = hosts.Count * (hosts.Count - 1) > TooManyNeighbours;
            if (isLarge) foreach (var end in ends) end.Introduce(hosts);
            try
            {
                var missing = ends.Select(e => hosts.Select(h => h == e.Host ? null : "no reply").ToArray()).ToArray();
                do
                {
                    ct.ThrowIfCancellationRequested();
                    Send(ends, hosts, missing);
                    Collect(ends, missing, Shorter(Attempt, within - time.GetElapsedTime(started)));
                }
                while (Array.Exists(missing, m => Array.Exists(m, t => t is not null)) && time.GetElapsedTime(started) < within);
                return [.. missing.SelectMany((m, from) => m.Where((_, to) => to != from).Select(t => (t is null, t ?? "")))];
            }
            finally
            {
                if (isLarge) foreach (var end in ends) end.Forget();
            }
        }
        catch (Exception e) when (e is NativeException or NetlinkException)
        {
            return [.. Enumerable.Repeat((false, e.Message), hosts.Count * (hosts.Count - 1))];
        }
        finally
        {
            foreach (var end in ends) end.Dispose();
        }
    }

    private static void Send(List<End> ends, IReadOnlyList<MeshHost> hosts, string?[][] missing)
    {
        // One target after the other, each from all senders: nobody's queue gets more than a few packets at a time.
        for (var distance = 1; distance < hosts.Count; distance++)
        {
            for (var from = 0; from < hosts.Count; from++)
            {
                var to = (from + distance) % hosts.Count;
                if (missing[from][to] is not null) missing[from][to] = ends[from].Send(hosts[to], (ushort)to) ?? "no reply";
            }
        }
    }

    private void Collect(List<End> ends, string?[][] missing, TimeSpan patience)
    {
        var started = time.GetTimestamp();
        var left = missing.Sum(m => m.Count(t => t is not null));
        var bySocket = ends.Select((end, index) => (end.Socket, index)).ToDictionary(e => e.Socket, e => e.index);
        while (left > 0 && patience - time.GetElapsedTime(started) is { } rest && rest > TimeSpan.Zero)
        {
            var readable = ends.ConvertAll(e => e.Socket);
            Socket.Select(readable, null, null, rest);
            foreach (var socket in readable) left -= ends[bySocket[socket]].Receive(missing[bySocket[socket]]);
        }
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private sealed class End : IDisposable
    {
        private readonly byte[] _buffer = new byte[2048];
        private readonly ushort _id;
        private readonly NetworkNamespace _namespace;
        private readonly List<(string Link, IPAddress Address)> _introduced = [];

        public End(MeshHost host, ushort id)
        {
            (Host, _id, _namespace) = (host, id, NetworkNamespace.Open(host.Name));
            try
            {
                Socket = _namespace.CreateSocket(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Icmp);
                Socket.Blocking = false;
                Socket.SetRawSocketOption(SolRaw, IcmpFilter, BitConverter.GetBytes(OnlyAnswers));
            }
            catch
            {
                _namespace.Dispose();
                throw;
            }
        }

        public MeshHost Host { get; }

        public Socket Socket { get; }

        /// <summary>Writes the others' MACs into the host's neighbour table; those that it has stay as they are.</summary>
        public void Introduce(IReadOnlyList<MeshHost> hosts)
        {
            using var route = _namespace.OpenRouteSocket();
            var indexes = route.GetLinks().ToDictionary(l => l.Name, l => l.IfIndex);
            var batch = route.NewBatch();
            var asked = new List<(string Link, IPAddress Address)>();
            foreach (var other in hosts)
            {
                if (other == Host || other.NeighbourOf(Host) is not { } neighbour || !indexes.TryGetValue(neighbour.Link, out var index)) continue;
                batch.AddNeighbour(index, neighbour.Address, neighbour.Mac.ToBytes(), replace: false);
                asked.Add((neighbour.Link, neighbour.Address));
            }

            _introduced.AddRange(batch.TryCommit().Zip(asked).Where(a => a.First is null).Select(a => a.Second));
        }

        public void Forget()
        {
            using var route = _namespace.OpenRouteSocket();
            var batch = route.NewBatch();
            foreach (var (link, address) in _introduced) batch.DeleteNeighbour(link, address);
            batch.TryCommit(); // One that is gone already went with its link.
        }

        /// <returns>Why it could not be sent; null when it was.</returns>
        public string? Send(MeshHost target, ushort sequence)
        {
            try
            {
                Socket.SendTo(IcmpEcho.Request(isV6: false, _id, sequence), new IPEndPoint(target.AddressFor(Host), 0));
                return null;
            }
            catch (SocketException e)
            {
                return $"connect: {e.Message}";
            }
        }

        /// <summary>Takes what has come; a reply clears its target's entry.</summary>
        /// <returns>How many targets have replied that had not before.</returns>
        public int Receive(string?[] missing)
        {
            var count = 0;
            while (Socket.Available > 0)
            {
                EndPoint sender = new IPEndPoint(IPAddress.Any, 0);
                var size = Socket.ReceiveFrom(_buffer, ref sender);
                var answer = IcmpEcho.Read(_buffer.AsSpan(0, size), isV6: false, _id, out ushort sequence, out var text);
                if (answer == IcmpAnswer.None || sequence >= missing.Length || missing[sequence] is null) continue;
                missing[sequence] = answer == IcmpAnswer.Reply ? null : string.Create(CultureInfo.InvariantCulture, $"From {((IPEndPoint)sender).Address}: {text}");
                if (answer == IcmpAnswer.Reply) count++;
            }

            return count;
        }

        public void Dispose()
        {
            Socket.Dispose();
            _namespace.Dispose();
        }
    }
}
