using FsCheck;
using FsCheck.Fluent;

namespace OvsCtl.Ovsdb.Tests;

public sealed class OvsdbValueTests
{
    private static readonly ColumnType AnyStrings = ColumnType.Parse("""{"key":"string","min":0,"max":"unlimited"}""");
    private static readonly ColumnType AnyMap = ColumnType.Parse("""{"key":"string","value":"string","min":0,"max":"unlimited"}""");

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("-9223372036854775808")]
    [InlineData("9007199254740993")]
    [InlineData("true")]
    [InlineData("\"2020-01-01T00:00:00Z\"")]
    [InlineData("""["uuid","550e8400-e29b-41d4-a716-446655440000"]""")]
    [InlineData("""["named-uuid","row1"]""")]
    [InlineData("""["set",[]]""")]
    [InlineData("""["set",[1,2]]""")]
    [InlineData("""["map",[["a","1"],["b","2"]]]""")]
    public void A_value_is_written_as_it_was_read(string json) => Assert.Equal(json, Json.Value(json).ToString());

    [Theory]
    [InlineData("1e3", "1000")]
    [InlineData("-0.0", "0")]
    [InlineData("""["set",[2,1]]""", """["set",[1,2]]""")]
    [InlineData("""["set",["x"]]""", "\"x\"")]
    public void A_value_is_written_in_its_shortest_form(string json, string canonical) => Assert.Equal(canonical, Json.Value(json).ToString());

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""["uuid"]""")]
    [InlineData("""["uuid","xyz"]""")]
    [InlineData("""["uuid","550e8400-e29b-41d4-a716-446655440000",1]""")]
    [InlineData("""["set",[["set",[]]]]""")]
    [InlineData("""["map",[["a"]]]""")]
    [InlineData("""["map",[["a",1],["a",2]]]""")]
    [InlineData("""["set",[1,1]]""")]
    [InlineData("1e999")]
    public void A_value_of_no_known_shape_is_a_protocol_error(string json) =>
        Assert.Equal(OvsdbErrorKind.ProtocolError, Assert.Throws<OvsdbException>(() => Json.Value(json)).Kind);

    [Fact]
    public void Sets_and_maps_are_equal_by_content()
    {
        Assert.Equal(OvsdbSet.Of("a", "b"), OvsdbSet.Of("b", "a", "a"));
        Assert.Equal(OvsdbSet.Of("a", "b").GetHashCode(), OvsdbSet.Of("b", "a").GetHashCode());
        Assert.False(OvsdbSet.Of("a") == OvsdbSet.Of("b"));
        Assert.Equal(Json.Value("""["map",[["a","1"],["b","2"]]]"""), Json.Value("""["map",[["b","2"],["a","1"]]]"""));
    }

    [Fact]
    public void The_difference_of_two_sets_turns_one_into_the_other()
    {
        Prop.ForAll<int[], int[]>((a, b) =>
        {
            var (from, to) = (OvsdbSet.Of(a.Select(i => (OvsdbAtom)i)), OvsdbSet.Of(b.Select(i => (OvsdbAtom)i)));
            var expected = OvsdbSet.Of(a.Except(b).Concat(b.Except(a)).Select(i => (OvsdbAtom)i));
            var difference = from.SymmetricDifference(to);
            return difference == expected && from.SymmetricDifference(difference) == to;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_set_of_thousands_agrees_with_a_plain_one_after_any_changes()
    {
        var random = new Random(20261122);
        var plain = new SortedSet<long>();
        var set = OvsdbSet.Empty;
        for (var round = 0; round < 400; round++)
        {
            // Few changes mostly, sometimes thousands; growing for a while, then shrinking.
            long[] changes = [.. Enumerable.Range(0, random.Next(20) == 0 ? 3000 : random.Next(1, 4)).Select(_ => random.NextInt64(20_000))];
            if (round % 100 > 70) changes = [.. changes, .. plain.Skip(random.Next(50)).Take(random.Next(400))];
            changes = [.. changes.Distinct()];
            var older = set;
            plain.SymmetricExceptWith(changes);
            set = set.SymmetricDifference(OvsdbSet.Of(changes.Select(i => (OvsdbAtom)i)));

            Assert.Equal(plain, set.Select(atom => ((OvsdbInteger)atom).Value));
            Assert.Equal(plain.Count, set.Count);
            var whole = OvsdbSet.Of(plain.Select(i => (OvsdbAtom)i));
            Assert.True(set == whole && whole == set && set.GetHashCode() == whole.GetHashCode());
            Assert.False(set == older || older == set);
            if (plain.Count > 0) Assert.False(set == whole.SymmetricDifference(OvsdbSet.Of(plain.Max, -1L)));
            for (var i = 0; i < 20; i++)
            {
                var value = random.NextInt64(20_000);
                Assert.Equal(plain.Contains(value), set.Contains(value));
                if (set.Count == 0) continue;
                var index = random.Next(set.Count);
                Assert.Equal(whole[index], set[index]);
            }
        }

        Assert.Throws<IndexOutOfRangeException>(() => set[set.Count]);
        Assert.Throws<IndexOutOfRangeException>(() => set[-1]);
    }

    [Fact]
    public void A_map_difference_removes_equal_pairs_replaces_other_values_and_adds_new_keys() => Assert.Equal(
        Json.Value("""["map",[["changed","2"],["kept","1"],["new","1"]]]"""),
        AnyMap.ApplyDifference(
            Json.Value("""["map",[["changed","1"],["kept","1"],["removed","1"]]]"""),
            Json.Value("""["map",[["changed","2"],["new","1"],["removed","1"]]]""")));

    [Fact]
    public void A_set_difference_may_be_a_bare_atom() =>
        Assert.Equal(OvsdbSet.Of("a", "b"), AnyStrings.ApplyDifference(OvsdbSet.Of("a"), "b"));

    [Fact]
    public void Text_that_a_server_would_close_the_connection_over_is_not_sent()
    {
        Assert.Throws<ArgumentException>(() => new OvsdbString("a\0").ToString());
        Assert.Throws<ArgumentException>(() => new OvsdbString("\ud834").ToString());
        Assert.Throws<ArgumentException>(() => new OvsdbString("\udd1e\ud834").ToString());
        Assert.Equal("\"𝄞\"", new OvsdbString("𝄞").ToString());
    }
}
