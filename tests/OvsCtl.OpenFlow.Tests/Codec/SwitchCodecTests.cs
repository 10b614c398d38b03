using FsCheck;
using FsCheck.Fluent;
using OvsCtl.OpenFlow.Tests.Support;
using OvsCtl.OpenFlow.Tests.Text;

namespace OvsCtl.OpenFlow.Tests.Codec;

/// <summary>Groups, meters, queues, tables and their statistics as bytes.</summary>
public sealed class SwitchCodecTests
{
    private const int Each = 200;
    private static readonly Rnd s_seed = new(20261123);

    public static TheoryData<string> Kinds => [.. SwitchMessages.Kinds.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Messages_are_decoded_as_they_were_encoded_and_encoded_as_they_were_decoded(string kind)
    {
        Assert.All(SwitchMessages.Kinds[kind].Sample(Each, s_seed, 50), message =>
        {
            var bytes = Bytes.Encode(message);
            var decoded = Bytes.Decode(bytes);
            Assert.Equal(message.GetType(), decoded.GetType());
            Assert.Equal(bytes, Bytes.Encode(decoded));
            Assert.Equal(decoded, Bytes.Decode(bytes));
        });
    }

    [Theory]
    [InlineData("0f", "0000 00 00 00000001 0000 0001 ffffffff ffffffff 00000000", "OFPGMFC_BAD_BUCKET")] // a bucket of no bytes
    [InlineData("0f", "0000 00 00 00000001 000f 0001 ffffffff ffffffff 00000000", "OFPGMFC_BAD_BUCKET")] // shorter than its header
    [InlineData("0f", "0000 00 00 00000001 0018 0001 ffffffff ffffffff 00000000", "OFPGMFC_BAD_BUCKET")] // past the end
    [InlineData("0f", "0000 00 00 00000001 0018 0001 ffffffff ffffffff 00000000 0000 0000 00000000", "OFPBAC_BAD_LEN")] // an action of no bytes in it
    [InlineData("0f", "0000 00 00 00000001 0011 0001 ffffffff ffffffff 00000000 00", "OFPBRC_BAD_LEN")] // odd
    [InlineData("1d", "0000 0001 00000001 0001 0000 00000001 00000001 00000000", "OFPBRC_BAD_LEN")] // a band of no bytes
    [InlineData("1d", "0000 0001 00000001 0001 000d 00000001 00000001 00000000", "OFPBRC_BAD_LEN")] // odd
    [InlineData("1d", "0000 0001 00000001 0001 000c 00000001 00000001", "OFPBRC_BAD_LEN")] // too short for its type
    [InlineData("1d", "0000 0001 00000001 0001 0020 00000001 00000001 00000000", "OFPBRC_BAD_LEN")] // past the end
    [InlineData("17", "00000001 00000000 00000001 00000001 0000 000000000000", "OFPBRC_BAD_LEN")] // a queue of no bytes
    [InlineData("17", "00000001 00000000 00000001 00000001 0019 000000000000 0001 0008 00000000", "OFPBRC_BAD_LEN")] // odd
    [InlineData("17", "00000001 00000000 00000001 00000001 0018 000000000000 0001 0000 00000000", "OFPBRC_BAD_LEN")] // a property of no bytes
    [InlineData("17", "00000001 00000000 00000001 00000001 0018 000000000000 0001 0008 00000000", "OFPBRC_BAD_LEN")] // a rate without the rate
    [InlineData("13", "0006 0000 00000000 0000 0000 00000001 00000001 00000000 0000000000000000 0000000000000000 00000000 00000000", "OFPBRC_BAD_LEN")] // a group of no bytes
    [InlineData("13", "0006 0000 00000000 0029 0000 00000001 00000001 00000000 0000000000000000 0000000000000000 00000000 00000000", "OFPBRC_BAD_LEN")] // part of a bucket
    [InlineData("13", "0007 0000 00000000 0000 00 00 00000001", "OFPBRC_BAD_LEN")] // a description of no bytes
    [InlineData("13", "0007 0000 00000000 0010 00 00 00000001", "OFPBRC_BAD_LEN")] // past the end
    [InlineData("13", "0009 0000 00000000 00000001 0000 000000000000 00000000 0000000000000000 0000000000000000 00000000 00000000", "OFPBRC_BAD_LEN")] // a meter of no bytes
    [InlineData("13", "000a 0000 00000000 0007 0000 00000001", "OFPBRC_BAD_LEN")] // shorter than its header
    [InlineData("13", "000c 0000 00000000 0040", "OFPBPC_BAD_LEN")] // a table that is cut off
    [InlineData("13", "0001 0000 00000000 0000", "OFPBRC_BAD_LEN")] // a flow of no bytes
    public void A_bad_length_within_a_message_is_a_protocol_error_by_name(string type, string body, string error)
    {
        var content = body.Replace(" ", "", StringComparison.Ordinal);
        var exception = Assert.Throws<OpenFlowProtocolException>(() => Bytes.DecodeHex($"04{type}{8 + (content.Length / 2):x4}00000001{content}"));
        Assert.Equal(error, exception.Error?.Name);
    }

    [Theory]
    [InlineData("0000 0000", "OFPBPC_BAD_LEN")] // a property of no bytes
    [InlineData("0000 0003 00000000", "OFPBPC_BAD_LEN")] // shorter than its header
    [InlineData("0000 0010 00000000", "OFPBPC_BAD_LEN")] // past the end
    [InlineData("0000 0008 0001 0000", "OFPBPC_BAD_LEN")] // an instruction of no bytes
    [InlineData("0000 0008 0001 0003", "OFPBPC_BAD_LEN")] // odd
    [InlineData("0006 0006 0000 0000", "OFPBPC_BAD_LEN")] // half of an action
    [InlineData("0008 0006 8000 0000", "OFPBMC_BAD_LEN")] // half of a field's name
    [InlineData("0008 0008 ffff 0004", "OFPBMC_BAD_LEN")] // a field's name without the experimenter
    [InlineData("ffff 0008 00000001", "OFPBPC_BAD_LEN")] // an experimenter's property without the type
    public void A_bad_length_within_a_table_is_a_protocol_error_by_name(string property, string error)
    {
        var content = property.Replace(" ", "", StringComparison.Ordinal).PadRight(16, '0');
        var hex = $"041300580000000100" + "0c000000000000" + "0048" + new string('0', 124) + content;

        var exception = Assert.Throws<OpenFlowProtocolException>(() => Bytes.DecodeHex(hex));

        Assert.Equal(error, exception.Error?.Name);
    }
}
