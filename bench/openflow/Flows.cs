using System.Collections;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OvsCtl.OpenFlow;
using Cookie = OvsCtl.OpenFlow.Cookie;

namespace OvsCtl.Bench.OpenFlow;

/// <summary>Many flows into a real switch and back, over its management socket.</summary>
internal static class Flows
{
    /// <summary>Writes the flows the way ovs-ofctl reads them.</summary>
    public static void WriteFile(string path, int count) =>
        File.WriteAllLines(path, new GeneratedFlows(count).Select(flow => $"priority={flow.Priority},cookie={flow.Cookie},{flow.Match},actions={FlowText.Actions(flow.Instructions)}"));

    public static async Task AddAsync(string socket, int count)
    {
        await using var connection = await ConnectAsync(socket);
        var failures = await connection.SendBundleAsync(new GeneratedFlows(count), CancellationToken.None);
        if (failures.Count > 0) throw new InvalidOperationException($"{failures.Count} flows were refused, the first because of {failures[0].Error.CodeName}.");
    }

    public static async Task DiffAsync(string socket, int count)
    {
        await using var connection = await ConnectAsync(socket);
        var difference = await connection.DiffFlowsAsync(new GeneratedFlows(count), CancellationToken.None);
        if (!difference.IsEmpty) throw new InvalidOperationException($"{difference.Missing.Count} flows are missing, {difference.Changed.Count} changed, {difference.Extra.Count} too many.");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} flows, no difference"));
    }

    private static async Task<OpenFlowConnection> ConnectAsync(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        return await OpenFlowConnection.HandshakeAsync(new NetworkStream(socket, ownsSocket: true), new OpenFlowConnectionOptions(), null, CancellationToken.None);
    }

    /// <summary>A list that makes each flow when it is asked for it, as a program does that computes its flows.</summary>
    private sealed class GeneratedFlows(int count) : IReadOnlyList<FlowMod>
    {
        public int Count => count;

        public FlowMod this[int index] => new()
        {
            Priority = (ushort)(1000 + (index % 16)),
            Cookie = new Cookie((ulong)index + 1),
            Match = Match.Any.InPort(new PortNumber((uint)(index % 64) + 1)).EthType(0x0800).Ipv4Dst(new IPAddress([10, (byte)(index >> 16), (byte)(index >> 8), (byte)index])),
            Instructions = [new ApplyActions([new SetField(MatchField.EthDst, 0x020000000000UL + (ulong)index), new Output(new PortNumber((uint)(index % 48) + 1))])],
        };

        public IEnumerator<FlowMod> GetEnumerator() => Enumerable.Range(0, count).Select(i => this[i]).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
