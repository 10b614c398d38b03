using FsCheck;
using FsCheck.Fluent;
using OvsCtl.Netns.Messages;
using OvsCtl.Netns.Monitoring;
using OvsCtl.Netns.Tests.Captures;

namespace OvsCtl.Netns.Tests.Messages;

/// <summary>Datagrams as they came, changed and cut; chance has its turn in <see cref="AnswerFuzzTests"/>.</summary>
public sealed class DamagedAnswerTests
{
    private static readonly string[] s_captures = ["veth-link", "bridge-port-link", "ipv4-address", "ipv4-routes", "neighbours", "rules", "qdiscs", "address-exists"];

    [Fact]
    public void A_changed_byte_anywhere_is_read_or_refused()
    {
        foreach (var name in s_captures)
        {
            var original = Capture.Read(name);
            for (var i = 0; i < original.Length; i++)
            {
                foreach (var value in (ReadOnlySpan<byte>)[0, 1, 3, 0x7f, 0xff])
                {
                    var damaged = (byte[])original.Clone();
                    damaged[i] = value;
                    ReadEverything(damaged);
                }
            }
        }
    }

    [Fact]
    public void A_cut_off_message_is_refused()
    {
        foreach (var name in s_captures)
        {
            var original = Capture.Read(name);
            for (var length = 1; length < Math.Min(BitConverter.ToInt32(original), 60); length++)
            {
                var cut = original[..length];
                Assert.Throws<InvalidDataException>(() => new MessageReader(cut).Read());
            }
        }
    }

    [Fact]
    public void Attributes_written_are_read_back() => Prop.ForAll<byte[], byte[]>((a, b) =>
    {
        var writer = new NetlinkMessageWriter();
        using (writer.Nest(7))
        {
            writer.Attribute(1, a);
            writer.Attribute(2, b);
        }

        var outer = new AttributeReader(writer.Written);
        Assert.True(outer.Read());
        var inner = outer.Nested;
        Assert.True(inner.Read());
        Assert.Equal(a, inner.Payload.ToArray());
        Assert.True(inner.Read());
        Assert.Equal(b, inner.Payload.ToArray());
        return !inner.Read() && !outer.Read();
    }).QuickCheckThrowOnFailure();

    private static void ReadEverything(byte[] bytes)
    {
        try
        {
            var reader = new MessageReader(bytes);
            while (reader.Read()) ReadPayload(reader.Header, reader.Payload);
            ChangeParser.Parse(bytes);
        }
        catch (InvalidDataException)
        {
            // Refused.
        }
    }

    private static void ReadPayload(NetlinkHeader header, ReadOnlySpan<byte> payload)
    {
        LinkParser.Parse(header.nlmsg_type, payload, []);
        AddressParser.Parse(header.nlmsg_type, payload, []);
        RouteParser.Parse(header.nlmsg_type, payload, []);
        NeighbourParser.Parse(header.nlmsg_type, payload, []);
        RuleParser.Parse(header.nlmsg_type, payload, []);
        QdiscParser.Parse(header.nlmsg_type, payload, []);
        if (header.nlmsg_type == NetlinkHeader.NLMSG_ERROR) _ = Acknowledgement.ParseError(header, payload);
        if (header.nlmsg_type == NetlinkHeader.NLMSG_DONE) _ = Acknowledgement.ParseDone(header, payload);
    }
}
