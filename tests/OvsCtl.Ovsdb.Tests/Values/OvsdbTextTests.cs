using FsCheck;
using FsCheck.Fluent;

namespace OvsCtl.Ovsdb.Tests;

public sealed class OvsdbTextTests
{
    private static readonly ColumnType Name = Type("""{"key":"string"}""");
    private static readonly ColumnType Names = Type("""{"key":"string","min":0,"max":"unlimited"}""");
    private static readonly ColumnType Numbers = Type("""{"key":{"type":"integer","maxInteger":10},"min":0,"max":4}""");
    private static readonly ColumnType Pairs = Type("""{"key":"string","value":"string","min":0,"max":"unlimited"}""");

    [Fact]
    public void Values_are_read_as_people_write_them()
    {
        Assert.Equal("br0", OvsdbText.Parse(Name, "br0"));
        Assert.Equal("a b", OvsdbText.Parse(Name, "\"a b\""));
        Assert.Equal(OvsdbSet.Of("a", "b c"), OvsdbText.Parse(Names, "[a, \"b c\"]"));
        Assert.Equal(OvsdbSet.Empty, OvsdbText.Parse(Names, "[]"));
        Assert.Equal(OvsdbSet.Of(1, 3, 4, 5), OvsdbText.Parse(Numbers, "1,3-5"));
        Assert.Equal(OvsdbMap.Of(new Dictionary<string, string> { ["k"] = "v", ["l"] = "" }), OvsdbText.Parse(Pairs, "{k=v, l=\"\"}"));
    }

    [Theory]
    [InlineData("", "use \"[]\"")]
    [InlineData("[1", "missing \"]\"")]
    [InlineData("[1] 2", "trailing garbage")]
    [InlineData("1 1", "duplicate")]
    [InlineData("11", "greater than 10")]
    [InlineData("0-4", "5 values")]
    [InlineData("x", "not a valid integer")]
    [InlineData("=", "unexpected \"=\"")]
    public void What_is_no_value_is_an_error_that_says_why(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => OvsdbText.Parse(Numbers, text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"")]
    [InlineData("\"a")]
    [InlineData("\"a\\")]
    [InlineData("\"a\\\"")]
    [InlineData("\"a\\x\"")]
    public void A_quote_that_does_not_end_is_an_error(string text) => Assert.Throws<FormatException>(() => OvsdbText.Parse(Name, text));

    [Fact]
    public void What_is_written_reads_back() => Prop.ForAll<string[]>(texts =>
    {
        var set = OvsdbSet.Of(texts.Where(IsText).Select(text => (OvsdbAtom)text));
        return OvsdbText.Parse(Names, OvsdbText.Format(Names, set)) == set;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_is_a_value_or_a_format_error() => Prop.ForAll<string>(text =>
    {
        try
        {
            return OvsdbText.Parse(Pairs, text ?? "") is OvsdbMap;
        }
        catch (FormatException)
        {
            return true;
        }
    }).QuickCheckThrowOnFailure();

    private static bool IsText(string? text) => text is not null && !text.Contains('\0', StringComparison.Ordinal) && text.EnumerateRunes().All(rune => rune.Value != 0xFFFD);

    private static ColumnType Type(string json) => ColumnType.Parse(json);
}
