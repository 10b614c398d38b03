using System.Buffers;
using OvsCtl.Api.Grpc.Http2;

namespace OvsCtl.Api.Tests.Grpc.Http2;

public sealed class HpackTests
{
    // RFC 7541 appendix C.4 and C.6
    [Theory]
    [InlineData("f1e3c2e5f23a6ba0ab90f4ff", "www.example.com")]
    [InlineData("a8eb10649cbf", "no-cache")]
    [InlineData("25a849e95bb8e8b4bf", "custom-value")]
    [InlineData("d07abe941054d444a8200595040b8166e082a62d1bff", "Mon, 21 Oct 2013 20:13:21 GMT")]
    [InlineData("94e7821dd7f2e6c7b335dfdfcd5b3960d5af27087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007", "foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1")]
    public void Huffman_codes_of_the_standard_are_read(string hex, string text) => Assert.Equal(text, HuffmanCode.Decode(Convert.FromHexString(hex)));

    [Theory]
    [InlineData("ffffffff")] // the end of string inside
    [InlineData("f1e3c2e5f23a6ba0ab90f400")] // padded with zeros
    [InlineData("ff")] // eight bits of padding
    public void Huffman_code_that_no_text_has_is_refused(string hex) => Assert.Throws<InvalidDataException>(() => HuffmanCode.Decode(Convert.FromHexString(hex)));

    [Fact]
    public void Fields_are_read_in_each_form()
    {
        // A dynamic table of size 0, :status 200, a literal with a known name, one with a name of its own, one never to be indexed.
        var fields = HpackDecoder.Decode([0x20, 0x88, 0x0f, 0x10, 0x01, (byte)'a', 0x40, 0x01, (byte)'b', 0x01, (byte)'c', 0x10, 0x01, (byte)'d', 0x00]);
        Assert.Equal("200", fields[":status"]);
        Assert.Equal(("a", "c", ""), (fields["content-type"], fields["b"], fields["d"]));
    }

    [Theory]
    [InlineData("80")] // field 0
    [InlineData("be")] // field 62: the dynamic table
    [InlineData("3fe11f")] // the dynamic table made large
    [InlineData("0f")] // a number without its end
    [InlineData("0fffffffffff7f")] // a number that is too large
    [InlineData("0001")] // a text longer than the block
    public void Block_that_is_none_is_refused(string hex) => Assert.Throws<InvalidDataException>(() => HpackDecoder.Decode(Convert.FromHexString(hex)));

    [Fact]
    public void What_is_written_is_read_back()
    {
        var output = new ArrayBufferWriter<byte>();
        var path = "/" + new string('p', 300);
        HpackEncoder.Known(output, HpackStaticTable.MethodPost);
        HpackEncoder.KnownName(output, HpackStaticTable.Path, path);
        HpackEncoder.KnownName(output, HpackStaticTable.ContentType, "application/grpc");
        HpackEncoder.Literal(output, "te", "trailers");
        var fields = HpackDecoder.Decode(output.WrittenSpan);
        Assert.Equal(("POST", path, "application/grpc", "trailers"), (fields[":method"], fields[":path"], fields["content-type"], fields["te"]));
    }
}
