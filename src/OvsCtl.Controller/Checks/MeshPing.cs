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
            // A host that is not there cannot ping; the others can, and find out that it does not answer.
            var absent = new string?[hosts.Count];
            for (var i = 0; i < hosts.Count; i++)
                if (End.TryOpen(hosts[i], i, out absent[i]) is { } end) ends.Add(end);
            var isLarge = hosts.Count * (hosts.Count - 1) > TooManyNeighbours;
            if (isLarge) foreach (var end in ends) end.Introduce(hosts);
            try
            {
                var missing = absent.Select((why, from) => hosts.Select((_, to) => to == from ? null : why ?? "no reply").ToArray()).ToArray();
                do
                {
                    ct.ThrowIfCancellationRequested();
                    Send(ends, hosts, missing);
                    Collect(ends, missing, Shorter(Attempt, within - time.GetElapsedTime(started)));
                }
                while (ends.Exists(end => Array.Exists(missing[end.Index], t => t is not null)) && time.GetElapsedTime(started) < within);
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
            foreach (var end in ends)
            {
                var to = (end.Index + distance) % hosts.Count;
                if (missing[end.Index][to] is not null) missing[end.Index][to] = end.Send(hosts[to], (ushort)to) ?? "no reply";
            }
        }
    }

    private void Collect(List<End> ends, string?[][] missing, TimeSpan patience)
    {
        var started = time.GetTimestamp();
        var left = ends.Sum(end => missing[end.Index].Count(t => t is not null));
        var bySocket = ends.ToDictionary(end => end.Socket);
        while (left > 0 && patience - time.GetElapsedTime(started) is { } rest && rest > TimeSpan.Zero)
        {
            var readable = ends.ConvertAll(e => e.Socket);
            Socket.Select(readable, null, null, rest);
            foreach (var end in readable.Select(socket => bySocket[socket])) left -= end.Receive(missing[end.Index]);
        }
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private sealed class End : IDisposable
    {
        private readonly byte[] _buffer = new byte[2048];
        private readonly ushort _id;
        private readonly NetworkNamespace _namespace;
        private readonly List<(string Link, IPAddress Address)> _introduced = [];

        private End(MeshHost host, int index, NetworkNamespace ns, Socket socket)
        {
            (Host, Index, _namespace, Socket) = (host, index, ns, socket);
            _id = (ushort)Interlocked.Increment(ref s_nextId);
            Socket.Blocking = false;
            Socket.SetRawSocketOption(SolRaw, IcmpFilter, BitConverter.GetBytes(OnlyAnswers));
        }

        /// <returns>Null when the host is not there, and why.</returns>
        public static End? TryOpen(MeshHost host, int index, out string? failure)
        {
            failure = null;
            NetworkNamespace? ns = null;
            try
            {
                ns = NetworkNamespace.Open(host.Name);
                return new End(host, index, ns, ns.CreateSocket(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Icmp));
            }
            catch (NativeException e)
            {
                ns?.Dispose();
                failure = e.Message;
                return null;
            }
        }

        public MeshHost Host { get; }

        /// <summary>Its place among the hosts.</summary>
        public int Index { get; }

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
