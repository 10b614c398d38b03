using OvsCtl.Netns.Messages;
using OvsCtl.Netns.Tests.Captures;

namespace OvsCtl.Netns.Tests.Messages;

/// <summary>Compares a request with what iproute2 6.1 sent for the same.</summary>
internal static class RequestBytes
{
    private const uint Sequence = 0x6b026d9c;

    public static void AssertRequest(string expected, Func<RouteBatch, RouteBatch> add, int[]? links = null, int[]? namespaces = null)
    {
        using var route = RouteSocket.Open();
        var operation = Assert.Single(add(route.NewBatch()).Operations);
        var writer = new NetlinkMessageWriter();
        using (writer.Message(operation.Type, (ushort)(operation.Flags | NetlinkHeader.NLM_F_ACK), Sequence))
        {
            operation.Write(writer, links ?? [], namespaces ?? []);
        }

        Assert.Equal(Convert.ToHexString(Capture.FromHex(expected)), Convert.ToHexString(writer.Written));
    }
}
