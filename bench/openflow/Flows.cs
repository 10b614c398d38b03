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
        File.WriteAllLines(path, Create(count).Select(flow => $"priority={flow.Priority},cookie={flow.Cookie},{flow.Match},actions={FlowText.Actions(flow.Instructions)}"));

    public static async Task AddAsync(string socket, int count)
    {
        await using var connection = await ConnectAsync(socket);
        var failures = await connection.SendBundleAsync(Create(count), CancellationToken.None);
        if (failures.Count > 0) throw new InvalidOperationException($"{failures.Count} flows were refused, the first because of {failures[0].Error.CodeName}.");
    }

    public static async Task DiffAsync(string socket, int count)
    {
        await using var connection = await ConnectAsync(socket);
        var reading = connection.DumpFlowsAsync(CancellationToken.None);
        var desired = Create(count);
        var difference = FlowDifference.Of(desired, await reading);
        if (!difference.IsEmpty) throw new InvalidOperationException($"{difference.Missing.Count} flows are missing, {difference.Changed.Count} changed, {difference.Extra.Count} too many.");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} flows, no difference"));
    }

    private static List<FlowMod> Create(int count)
    {
        var flows = new List<FlowMod>(count);
        for (var i = 0; i < count; i++)
        {
            flows.Add(new FlowMod
            {
                Priority = (ushort)(1000 + (i % 16)),
                Cookie = new Cookie((ulong)i + 1),
                Match = Match.Any.InPort(new PortNumber((uint)(i % 64) + 1)).EthType(0x0800).Ipv4Dst(new IPAddress([10, (byte)(i >> 16), (byte)(i >> 8), (byte)i])),
                Instructions = [new ApplyActions([new SetField(MatchField.EthDst, 0x020000000000UL + (ulong)i), new Output(new PortNumber((uint)(i % 48) + 1))])],
            });
        }

        return flows;
    }

    private static async Task<OpenFlowConnection> ConnectAsync(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        return await OpenFlowConnection.HandshakeAsync(new NetworkStream(socket, ownsSocket: true), new OpenFlowConnectionOptions(), null, CancellationToken.None);
    }
}
