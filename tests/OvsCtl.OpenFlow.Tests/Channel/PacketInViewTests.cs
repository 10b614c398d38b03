using System.Buffers;
using OvsCtl.OpenFlow.Tests.Support;

namespace OvsCtl.OpenFlow.Tests.Channel;

public sealed class PacketInViewTests
{
    private static readonly byte[] s_packetIn = Bytes.Encode(new PacketIn
    {
        BufferId = 7,
        TotalLength = 99,
        Reason = PacketInReason.Action,
        TableId = new TableId(3),
        Match = Match.Any.InPort(new PortNumber(5)).Metadata(6).TunnelId(7),
        Data = new byte[] { 1, 2, 3 },
    });

    [Fact]
    public void It_says_what_the_record_says()
    {
        var view = PacketInView.Read(s_packetIn);

        Assert.Equal((7u, 99, PacketInReason.Action, new TableId(3), new PortNumber(5)), (view.BufferId, view.TotalLength, view.Reason, view.TableId, view.InPort));
        Assert.Equal([1, 2, 3], view.Data.ToArray());
    }

    [Fact]
    public void Mutated_bytes_are_read_as_the_codec_reads_them_or_refused()
    {
        var random = new Random(13);
        var bothRead = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = (byte[])s_packetIn.Clone();
            for (var j = random.Next(3); j >= 0; j--) bytes[random.Next(8, bytes.Length)] = (byte)random.Next(256);
            if (Decode(bytes) is not PacketIn record) continue;

            // What the codec takes the view takes too, and sees the same.
            var view = PacketInView.Read(bytes);
            Assert.Equal((record.BufferId, record.TotalLength, record.InPort), (view.BufferId, view.TotalLength, view.InPort));
            Assert.Equal(record.Data.ToArray(), view.Data.ToArray());
            bothRead++;
        }

        Assert.InRange(bothRead, 1000, 20_000);
    }

    [Fact]
    public void Any_bytes_are_read_or_refused()
    {
        var random = new Random(14);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(64)];
            random.NextBytes(bytes);
            if (bytes.Length > 28) (bytes[24], bytes[25], bytes[26]) = (0, 1, 0);
            try
            {
                PacketInView.Read(bytes);
            }
            catch (OpenFlowProtocolException)
            {
                // Refused.
            }
        }
    }

    private static OpenFlowMessage? Decode(byte[] bytes)
    {
        var buffer = new ReadOnlySequence<byte>(bytes);
        try
        {
            return OpenFlowCodec.TryRead(ref buffer, out var message) ? message : null;
        }
        catch (OpenFlowProtocolException)
        {
            return null;
        }
    }
}
