using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace OvsCtl.Ovsdb.Tests;

/// <summary>What is kept as text and read later is what reading at once would have given; anything else is not kept.</summary>
public sealed class RowTextTests
{
    private static readonly DatabaseSchema Schema = DatabaseSchema.Parse("""
        {"name":"D","version":"1.0.0","tables":{"T":{"columns":{
          "text":{"type":"string"},"whole":{"type":"integer"},"flag":{"type":"boolean"},"real":{"type":"real"},"row":{"type":"uuid"},
          "maybe":{"type":{"key":"integer","min":0,"max":1}},"texts":{"type":{"key":"string","min":0,"max":"unlimited"}},
          "rows":{"type":{"key":"uuid","min":0,"max":"unlimited"}},"wholes":{"type":{"key":"integer","min":0,"max":"unlimited"}},
          "flags":{"type":{"key":"boolean","min":0,"max":2}},
          "map":{"type":{"key":"string","value":"string","min":0,"max":"unlimited"}},
          "counts":{"type":{"key":"string","value":"integer","min":0,"max":"unlimited"}},
          "byNumber":{"type":{"key":"integer","value":"uuid","min":0,"max":"unlimited"}}}}}}
        """u8.ToArray());

    private static readonly RowLayout Layout = new("T", Schema.Tables["T"].Columns.Values);
    private const string A = "00000000-0000-4000-8000-00000000000a";
    private const string B = "00000000-0000-4000-8000-00000000000b";

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"text":""}""")]
    [InlineData("""{"text":"é€😀","flag":true,"whole":-9}""")]
    [InlineData("""{"whole":0,"flag":false}""")]
    [InlineData("""{"whole":999999999999999999}""")]
    [InlineData($$"""{"row":["uuid","{{A}}"],"maybe":5}""")]
    [InlineData("""{"maybe":["set",[]],"texts":["set",["","a","ab","b"]]}""")]
    [InlineData("""{"texts":"one"}""")]
    [InlineData($$"""{"rows":["uuid","{{A}}"]}""")]
    [InlineData($$"""{"rows":["set",[["uuid","{{A}}"],["uuid","{{B}}"]]]}""")]
    [InlineData("""{"wholes":["set",[-10,-9,-1,0,2,10]]}""")]
    [InlineData("""{"map":["map",[["a","x"],["b",""]]],"counts":["map",[["rx",12]]]}""")]
    [InlineData($$"""{"byNumber":["map",[[-1,["uuid","{{B}}"]],[7,["uuid","{{A}}"]]]]}""")]
    [InlineData("""{"map":["map",[]]}""")]
    public void The_form_of_the_server_is_kept(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        Assert.True(RowText.TryTake(Layout, bytes, out var row));
        Assert.Equal(json, Encoding.UTF8.GetString(row));
        AssertReadsAs(ReadAtOnce(bytes), row.ToArray());
    }

    [Fact]
    public void A_row_of_a_table_with_more_columns_than_are_kept_as_text_reads_the_same()
    {
        var names = Enumerable.Range(0, RowText.MostColumns + 6).Select(i => $"c{i}").ToArray();
        var wide = new RowLayout("W", names.Select(name => Schema.Tables["T"].Columns["text"] with { Name = name }));
        var kept = """{"c1":"a","c63":"b"}"""u8.ToArray();
        Assert.False(RowText.TryTake(wide, """{"c1":"a","c65":"b"}"""u8, out _));
        Assert.True(RowText.TryTake(wide, kept, out _));
        string[] expected = [.. names.Select(name => name switch { "c1" => "a", "c63" => "b", _ => "" })];
        Assert.Equal(expected, names.Select((_, place) => ((OvsdbString)RowText.Read(wide, new TextPlace(kept, 0, kept.Length), place)).Value));
    }

    [Fact]
    public void Texts_share_arrays_and_stay_what_they_are()
    {
        var texts = new RowTexts();
        string[] rows = [.. Enumerable.Range(0, 3000).Select(i => $$"""{"text":"{{new string('x', i % 300)}}{{i}}"}"""), $$"""{"text":"{{new string('y', 100_000)}}"}"""];
        TextPlace[] places = [.. rows.Select(row => texts.Add(Encoding.UTF8.GetBytes(row)))];
        Assert.Equal(rows, places.Select(place => Encoding.UTF8.GetString(place.Span)));
        Assert.InRange(places.Select(place => place.Bytes).Distinct().Count(), 2, 20);
        Assert.All(places, place => Assert.Equal(place.Size, place.Alone().Bytes.Length));
    }

    [Theory]
    [InlineData("""{"text":"a\nb"}""")] // escapes
    [InlineData("""{ "text":"a"}""")] // white space
    [InlineData("""{"texts":["set",["b","a"]]}""")] // not in order
    [InlineData("""{"texts":["set",["a","a"]]}""")] // twice
    [InlineData("""{"wholes":["set",[2,10,9]]}""")]
    [InlineData("""{"wholes":["set",[-1,-9]]}""")]
    [InlineData("""{"flags":["set",[false,true]]}""")]
    [InlineData("""{"map":["map",[["b","x"],["a","x"]]]}""")]
    [InlineData("""{"map":["set",[]]}""")]
    [InlineData("""{"whole":1.0}""")]
    [InlineData("""{"whole":1e3}""")]
    [InlineData("""{"whole":-0}""")]
    [InlineData("""{"whole":9223372036854775807}""")]
    [InlineData("""{"real":1.5}""")]
    [InlineData("""{"text":["set",["a"]]}""")]
    [InlineData("""{"row":["uuid","00000000-0000-4000-8000-00000000000A"]}""")]
    [InlineData("""{"row":["named-uuid","x"]}""")]
    [InlineData("""{"text":7}""")]
    [InlineData("""{"whole":"7"}""")]
    [InlineData("{\"whole\":")]
    [InlineData("""{"whole":01}""")]
    [InlineData("""{"nothing":1}""")]
    [InlineData("""{"text":"a","text":"b"}""")]
    [InlineData("""{"flag":nul}""")]
    [InlineData("""{"text":"a",}""")]
    [InlineData("""{"text":"a" """)]
    [InlineData("""{"text":"a""")]
    [InlineData("""[]""")]
    [InlineData("")]
    public void Every_other_form_goes_the_long_way(string json) => Assert.False(RowText.TryTake(Layout, Encoding.UTF8.GetBytes(json), out _));

    [Fact]
    public void Text_that_is_no_UTF8_is_not_kept() => Assert.False(RowText.TryTake(Layout, [.. "{\"text\":\""u8, 0xC3, .. "\"}"u8], out _));

    [Fact]
    public void A_row_with_bytes_changed_is_not_kept_or_reads_as_the_long_way_reads_it() => Prop.ForAll(
        ArbMap.Default.ArbFor<(int At, byte Value)>(), change =>
        {
            var row = Encoding.UTF8.GetBytes(
                $$"""{"byNumber":["map",[[-1,["uuid","{{B}}"]],[7,["uuid","{{A}}"]]]],"counts":["map",[["rx",12],["tx",3]]],"flag":true,"texts":["set",["a","b"]],"whole":-4}""");
            row[(change.At & int.MaxValue) % row.Length] = (change.Value & 1) == 0 ? change.Value : (byte)"{}[]\",:0129-ab"[change.Value % 14];
            if (!RowText.TryTake(Layout, row, out var taken)) return;
            AssertReadsAs(ReadAtOnce(taken.ToArray()), taken.ToArray());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static void AssertReadsAs(OvsdbValue[] expected, byte[] text)
    {
        Assert.Equal(expected, RowText.Read(Layout, text));
        int[] places = [.. Enumerable.Range(0, expected.Length)];
        foreach (var order in new[] { places, [.. places.Reverse()], [.. places.OrderBy(place => place * 7 % expected.Length)] })
        {
            // Behind another row, in an array that no thread has read from yet.
            var place = new TextPlace([.. "{}"u8, .. text, .. "{}"u8], 2, text.Length);
            foreach (var column in order) Assert.Equal(expected[column], RowText.Read(Layout, place, column));
        }
    }

    private static OvsdbValue[] ReadAtOnce(byte[] json)
    {
        // The scanner is who vouches for the grammar there.
        Assert.True(new JsonScanner(100).Scan(json, 0, out var end));
        Assert.Equal(json.Length, end);
        var values = Layout.Defaults.ToArray();
        using var cursor = new JsonCursor(json);
        RowUpdate.ReadColumns(Layout, values, isDifference: false, cursor);
        return values;
    }
}
