using FsCheck;
using FsCheck.Fluent;

namespace OvsCtl.Netns.Tests.Messages;

public sealed class RulesetReaderTests
{
    private const string Listed = """
        {"nftables":[{"metainfo":{"version":"1.0.6","json_schema_version":1}},{"table":{"family":"inet","name":"lab","handle":1}},
        {"chain":{"family":"inet","table":"lab","name":"in","handle":1,"type":"filter","hook":"forward","prio":-5,"policy":"drop"}},{"chain":{"family":"inet","table":"lab","name":"sub","handle":2}},
        {"rule":{"family":"inet","table":"lab","chain":"in","handle":3,"comment":"why","expr":[{"match":{"op":"==","left":{"meta":{"key":"iif"}},"right":"lo"}},{"counter":{"packets":7,"bytes":588}},{"accept":null}]}},
        {"rule":{"family":"inet","table":"lab","chain":"in","handle":4,"expr":[{"counter":"named"},{"drop":null}]}}]}
        """;

    [Fact]
    public void Chains_and_rules_are_read()
    {
        Assert.Equal(
            [
                new NftablesChain { Family = "inet", Table = "lab", Name = "in", Handle = 1, Type = "filter", Hook = "forward", Priority = -5, Policy = "drop" },
                new NftablesChain { Family = "inet", Table = "lab", Name = "sub", Handle = 2 },
            ],
            RulesetReader.Chains(Listed));
        var rules = RulesetReader.Rules(Listed);
        Assert.Equal((3ul, "why", 7ul, 588ul), (rules[0].Handle, rules[0].Comment, rules[0].Packets, rules[0].Bytes));
        Assert.Equal((4ul, null, null), (rules[1].Handle, rules[1].Packets, rules[1].Comment));
        Assert.EndsWith("{\"drop\":null}]", rules[1].Expressions, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_the_library_lists_is_read_or_refused()
    {
        Prop.ForAll(Gen.Choose(0, Listed.Length - 1).ToArbitrary(), Gen.Elements("0", "\"", "{", "}", "[", "]", "null", ",", "-", "", "\\ud800", "\ud800", "\\u0000", "1e999", "99999999999999999999", "\"\\ud800\":1,").ToArbitrary(), (at, text) =>
        {
            ReadOrRefuse(Listed[..at] + text + Listed[(at + 1)..]);
            ReadOrRefuse(Listed[..at] + text + Listed[at..]);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void Lists_cut_anywhere_are_refused()
    {
        for (var length = 0; length < Listed.TrimEnd().Length; length++) Assert.Throws<InvalidDataException>(() => RulesetReader.Rules(Listed[..length]));
    }

    [Theory]
    [InlineData("""[{"nftables":[]}]""")]
    [InlineData("""{"nftables":{}}""")]
    [InlineData("""{"nftables":[{"rule":{"comment":"\ud800"}}]}""")]
    [InlineData("""{"nftables":[{"rule":{"\ud800":1}}]}""")]
    [InlineData("null")]
    public void What_is_no_list_of_rules_is_refused(string text) => Assert.Throws<InvalidDataException>(() => RulesetReader.Rules(text));

    [Fact]
    public void Lists_nested_without_end_are_refused()
    {
        foreach (var open in new[] { "[", "{\"nftables\":", "{\"nftables\":[{\"rule\":", "{\"nftables\":[{\"rule\":{\"expr\":[" })
        {
            var nested = open + string.Concat(Enumerable.Repeat("[", 100_000));
            Assert.Throws<InvalidDataException>(() => RulesetReader.Rules(nested));
            Assert.Throws<InvalidDataException>(() => RulesetReader.Chains(nested + string.Concat(Enumerable.Repeat("]", 100_000))));
        }
    }

    private static void ReadOrRefuse(string listed)
    {
        try
        {
            RulesetReader.Rules(listed);
            RulesetReader.Chains(listed);
        }
        catch (InvalidDataException)
        {
            // Refused.
        }
    }
}
