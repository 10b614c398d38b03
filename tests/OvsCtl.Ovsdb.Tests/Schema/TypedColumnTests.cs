namespace OvsCtl.Ovsdb.Tests;

/// <summary>Columns of a schema known only at run time, read as .NET types.</summary>
public sealed class TypedColumnTests
{
    private static readonly Uuid Reference = Uuid.NewUuid();

    private static readonly TableSchema Table = TableSchema.Parse("t", """
        {"columns":{
          "name":{"type":"string"},"count":{"type":"integer"},"share":{"type":"real"},"flag":{"type":"boolean"},"row":{"type":"uuid"},
          "mode":{"type":{"key":"string","min":0}},"limit":{"type":{"key":"integer","min":0}},"peer":{"type":{"key":"uuid","min":0}},
          "tags":{"type":{"key":"integer","min":0,"max":"unlimited"}},"names":{"type":{"key":"string","min":1,"max":4}},
          "ids":{"type":{"key":"string","value":"string","min":0,"max":"unlimited"}},"queues":{"type":{"key":"integer","value":"uuid","min":0,"max":"unlimited"}}}}
        """);

    [Fact]
    public void Each_shape_is_read_as_the_type_that_was_asked_for()
    {
        Assert.Equal("n", Read<string>("name", "n"));
        Assert.Equal(7, Read<long>("count", 7));
        Assert.Equal(0.5, Read<double>("share", new OvsdbReal(0.5)));
        Assert.True(Read<bool>("flag", true));
        Assert.Equal(Reference, Read<Uuid>("row", Reference));
        Assert.Null(Read<string?>("mode", OvsdbSet.Empty));
        Assert.Equal("m", Read<string?>("mode", "m"));
        Assert.Null(Read<long?>("limit", OvsdbSet.Empty));
        Assert.Equal(3, Read<long?>("limit", 3));
        Assert.Null(Read<Uuid?>("peer", OvsdbSet.Empty));
        Assert.Equal([1L, 2L], Read<IReadOnlyList<long>>("tags", OvsdbSet.Of(2, 1)));
        Assert.Equal(["a"], Read<IReadOnlyList<string>>("names", "a"));
        Assert.Equal("v", Read<IReadOnlyDictionary<string, string>>("ids", OvsdbMap.Of(new Dictionary<string, string> { ["k"] = "v" }))["k"]);
        Assert.Equal(Reference, Read<IReadOnlyDictionary<long, Uuid>>("queues", OvsdbMap.Of([KeyValuePair.Create<OvsdbAtom, OvsdbAtom>(1, Reference)]))[1]);
        Assert.Equal(OvsdbSet.Of(1), Read<OvsdbValue>("tags", OvsdbSet.Of(1)));
        // One or none is a set too, for who wants all columns alike.
        Assert.Equal([3L], Read<IReadOnlyList<long>>("limit", 3));
    }

    [Fact]
    public void A_type_that_does_not_fit_is_refused_when_it_is_asked_for_with_what_the_column_holds()
    {
        var error = Assert.Throws<ArgumentException>(() => Table.Column<long>("tags"));
        Assert.Contains("column tags of table t holds set of integer", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Table.Column<long>("limit"));
        Assert.Throws<ArgumentException>(() => Table.Column<int>("count"));
        Assert.Throws<ArgumentException>(() => Table.Column<IReadOnlyList<string>>("ids"));
        Assert.Throws<ArgumentException>(() => Table.Column<IReadOnlyDictionary<string, Uuid>>("ids"));
        Assert.Throws<KeyNotFoundException>(() => Table.Column<long>("nope"));
    }

    private static T Read<T>(string column, OvsdbValue value)
    {
        var layout = new RowLayout("t", [Table.Columns[column]]);
        return Table.Column<T>(column).Read(new Row(Reference, layout, [Table.Columns[column].Type.Coerce(value)]));
    }
}
