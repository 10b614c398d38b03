using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace OvsCtl.Ovsdb.Tests;

public sealed class JsonFramerTests
{
    private const string Stream =
        """ {"id":1,"result":[{"a":"}\"\\\u00e9\ud834\udd1e"},[],{},-0.5e+3,true,null]}{"method":"x","params":[[1,2],"é𝄞"],"id":null}[]  {"":{}} """;

    private static readonly byte[] Bytes = Encoding.UTF8.GetBytes(Stream);

    [Fact]
    public void Every_cut_of_the_stream_gives_the_same_messages()
    {
        var whole = Json.Frame(Bytes);
        Assert.Equal(4, whole.Count);
        Assert.All(Enumerable.Range(0, Bytes.Length), cut => Assert.Equal(whole, Json.Frame(Bytes, cut)));
    }

    [Fact]
    public void Any_number_of_cuts_gives_the_same_messages()
    {
        var whole = Json.Frame(Bytes);
        var cuts = Gen.Choose(0, Bytes.Length).ListOf().ToArbitrary();
        Prop.ForAll(cuts, places => whole.SequenceEqual(Json.Frame(Bytes, places))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Arbitrary_bytes_are_messages_or_a_protocol_error()
    {
        Prop.ForAll<byte[]>(bytes =>
        {
            try
            {
                return Json.Frame([(byte)'[', .. bytes]).All(message => message.Length > 0);
            }
            catch (OvsdbException e)
            {
                return e.Kind == OvsdbErrorKind.ProtocolError;
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Strings_of_any_characters_survive_writing_and_reading()
    {
        Prop.ForAll<NonNull<string>>(text =>
        {
            try
            {
                var written = OvsdbJsonWriter.Write(writer => writer.WriteStrings([text.Get]));
                return Json.Read(Json.Frame(written).Single(), c => c.NextElement() ? c.String() : null) == text.Get;
            }
            catch (ArgumentException)
            {
                return text.Get.Contains('\0', StringComparison.Ordinal) || text.Get.Any(char.IsSurrogate);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("[1,]")]
    [InlineData("[1,,2]")]
    [InlineData("{'a':1}")]
    [InlineData("{a:1}")]
    [InlineData("[/**/1]")]
    [InlineData("[NaN]")]
    [InlineData("[01]")]
    [InlineData("[0x10]")]
    [InlineData("[+1]")]
    [InlineData("[.5]")]
    [InlineData("[1}")]
    [InlineData("{\"a\":1]")]
    [InlineData("""["\udd1e"]""")]
    [InlineData("""["\ud834\u0041"]""")]
    [InlineData("""["\u0000"]""")]
    [InlineData("GET / HTTP/1.1")]
    public void What_the_JSON_reader_would_forgive_is_a_protocol_error(string json)
    {
        var error = Assert.Throws<OvsdbException>(() => Json.Frame(Encoding.UTF8.GetBytes(json)));
        Assert.Equal(OvsdbErrorKind.ProtocolError, error.Kind);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_a_protocol_error() =>
        Assert.Throws<OvsdbException>(() => Json.Frame([(byte)'[', (byte)'"', 0xED, 0xA0, 0x80, (byte)'"', (byte)']']));

    [Fact]
    public void Nesting_is_allowed_to_the_limit_and_not_beyond()
    {
        static byte[] Nested(int depth) => Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth));
        Assert.Single(Json.Frame(Nested(1000)));
        Assert.Throws<OvsdbException>(() => Json.Frame(Nested(1001)));
    }

    [Fact]
    public void A_message_over_the_size_limit_is_refused_before_it_is_complete()
    {
        var framer = new JsonFramer(10_000, 1000);
        var endless = Encoding.UTF8.GetBytes("[\"" + new string('x', 100_000));
        Assert.Throws<OvsdbException>(() => Json.Feed(framer, endless, []));
    }

    [Fact]
    public void A_message_larger_than_the_first_buffer_is_read_whole()
    {
        var big = $"[\"{new string('x', 300_000)}\"]";
        Assert.Equal([big, "{}", big], Json.Frame(Encoding.UTF8.GetBytes(big + "{}" + big), 5, 100_000));
    }

    [Fact]
    public void Of_a_repeated_member_the_last_counts()
    {
        var message = Json.Message("""{"id":1,"id":2}""");
        Assert.Equal("2", Encoding.UTF8.GetString(message.Find("\"id\""u8)!.Value.Span));
    }

    [Fact]
    public void Conformance_vectors_are_accepted_or_refused_as_Open_vSwitch_does() =>
        Vectors.Check("json.json", _ => true, vector => Normalise((string)vector["input"]!));

    private static string? Normalise(string json)
    {
        try
        {
            // What a message has to be is for its reader: here only the end of the text matters.
            var messages = Json.Frame(Encoding.UTF8.GetBytes(json));
            return messages.Count == 0 ? null : string.Join('\n', messages.Select(OvsdbJson.Normalize));
        }
        catch (OvsdbException)
        {
            return null;
        }
    }
}
