using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using OvsCtl.OpenFlow.Tests.Support;

namespace OvsCtl.OpenFlow.Tests.Codec;

public sealed class CodecTests
{
    private static readonly byte[] s_stream = [.. Samples.All.SelectMany(Bytes.Encode)];

    [Fact]
    public void Every_message_is_decoded_as_it_was_encoded()
    {
        Assert.All(Samples.All, message => Assert.Equal(message, Bytes.Decode(Bytes.Encode(message with { Xid = new Xid(0) }))));
    }

    [Fact]
    public void Every_split_of_a_stream_gives_the_same_messages()
    {
        var cuts = Gen.Choose(0, s_stream.Length).ListOf();
        Prop.ForAll(Arb.From(cuts), places => Assert.Equal(Samples.All, ReadAll(Bytes.Split(s_stream, places)))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_message_is_read_only_when_its_last_byte_has_come()
    {
        foreach (var bytes in Samples.All.Select(Bytes.Encode))
        {
            for (var length = 0; length < bytes.Length; length++)
            {
                var buffer = new ReadOnlySequence<byte>(bytes, 0, length);
                Assert.False(OpenFlowCodec.TryRead(ref buffer, out _));
                Assert.Equal(length, buffer.Length);
            }
        }
    }

    [Fact]
    public void Changed_bytes_give_a_message_that_survives_encoding_or_a_protocol_error()
    {
        var change =
            from index in Gen.Choose(0, Samples.All.Count - 1)
            from places in Gen.Choose(0, 600).NonEmptyListOf()
            from values in Gen.Elements(0, 1, 2, 3, 4, 7, 8, 12, 15, 16, 127, 128, 255).NonEmptyListOf()
            select (index, places, values);
        Prop.ForAll(Arb.From(change), c => AssertSurvives(Change(Bytes.Encode(Samples.All[c.index]), c.places, c.values)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));
    }

    [Theory]
    [InlineData("0000 0000 00000001")] // zero
    [InlineData("0000 0001 00000001")] // shorter than its own header
    [InlineData("0000 000f 00000001 0000 0000 00000000")] // odd
    [InlineData("0000 0018 00000001 0000 0000 00000000")] // past the end
    [InlineData("0000 0008 00000001")] // too short for an output
    public void An_action_with_a_bad_length_is_a_protocol_error(string action)
    {
        var body = action.Replace(" ", "", StringComparison.Ordinal);
        var length = body.Length / 2;
        var hex = $"040d{24 + length:x4}00000001ffffffff00000001{length:x4}000000000000{body}";

        Assert.Throws<OpenFlowProtocolException>(() => Bytes.DecodeHex(hex));
    }

    [Theory]
    [InlineData("0400000700000001")]
    [InlineData("0400000000000001")]
    public void A_message_shorter_than_its_header_is_a_protocol_error(string hex)
    {
        Assert.Throws<OpenFlowProtocolException>(() => Bytes.DecodeHex(hex));
    }

    [Fact]
    public void A_match_field_that_occurs_twice_is_a_protocol_error()
    {
        var hex = Convert.ToHexStringLower(Bytes.Encode(new PacketIn { Match = Match.Any.InPort(new PortNumber(1)).Metadata(1) }));
        var twice = hex.Replace("80000408" + "0000000000000001", "80000004" + "00000001" + "00000000", StringComparison.Ordinal);
        Assert.NotEqual(hex, twice);

        Assert.Throws<OpenFlowProtocolException>(() => Bytes.DecodeHex(twice));
    }

    [Fact]
    public void A_message_too_long_for_its_length_field_is_refused_before_it_is_sent()
    {
        Assert.Throws<ArgumentException>(() => Bytes.Encode(new EchoRequest(new byte[65528])));
        Assert.Equal(65535, Bytes.Encode(new EchoRequest(new byte[65527])).Length);
    }

    private static List<OpenFlowMessage> ReadAll(ReadOnlySequence<byte> buffer)
    {
        var messages = new List<OpenFlowMessage>();
        while (OpenFlowCodec.TryRead(ref buffer, out var message)) messages.Add(message);
        Assert.True(buffer.IsEmpty);
        return messages;
    }

    private static byte[] Change(byte[] bytes, IEnumerable<int> places, IEnumerable<int> values)
    {
        // The message's own length stays: framing has tests of its own, and the nested lengths are what matters here.
        foreach (var (place, value) in places.Zip(values))
        {
            var at = place % bytes.Length;
            if (at is not (2 or 3)) bytes[at] = (byte)value;
        }

        return bytes;
    }

    private static void AssertSurvives(byte[] bytes)
    {
        OpenFlowMessage message;
        try
        {
            message = Bytes.Decode(bytes);
        }
        catch (OpenFlowProtocolException)
        {
            return;
        }

        Assert.Equal(message, Bytes.Decode(Bytes.Encode(message)));
    }
}
