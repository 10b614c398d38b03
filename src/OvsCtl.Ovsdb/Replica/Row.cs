using System.Collections.ObjectModel;
using System.Globalization;

namespace OvsCtl.Ovsdb;

/// <summary>
/// One row of a <see cref="ReplicaSnapshot"/>: an immutable copy of the columns that are monitored.
/// The typed readers throw <see cref="InvalidOperationException"/> when the column holds something of another type, and every reader throws
/// <see cref="KeyNotFoundException"/> when the column is not monitored.
/// </summary>
public sealed partial class Row
{
    // Longer texts are mostly sets of references, which take no more room as objects, and which it takes long to read.
    private const int LongestText = 4 * 1024;

    private readonly RowLayout _layout;
    private readonly int _textStart;
    private readonly int _textSize;
    // OvsdbValue[], or the byte[] in which the text is that RowText can read them from.
    private volatile object _content;

    internal Row(Uuid uuid, RowLayout layout, OvsdbValue[] values)
    {
        Uuid = uuid;
        _layout = layout;
        _content = values;
    }

    internal Row(Uuid uuid, RowLayout layout, TextPlace text)
    {
        Uuid = uuid;
        _layout = layout;
        _content = text.Bytes;
        _textStart = text.Start;
        _textSize = text.Size;
    }

    /// <summary>The row's name.</summary>
    public Uuid Uuid { get; }

    /// <summary>The names of the columns it has.</summary>
    public IEnumerable<string> Columns => _layout.Columns.Select(c => c.Name);

    /// <summary>What the column holds: an atom when its type is scalar, else a set or a map. Every row has <c>_uuid</c>.</summary>
    public OvsdbValue this[string column] =>
        _layout.TryFind(column, out var place) ? At(place) : column == "_uuid" ? Uuid : throw _layout.NotMonitored(column);

    /// <summary>Whether the column is monitored; an older server's schema may lack it.</summary>
    public bool Has(string column) => _layout.TryFind(column, out _);

    /// <summary>The string of a scalar column.</summary>
    public string GetString(string column) => GetOptionalString(column) ?? throw Mismatch(column, "a string");

    /// <summary>The string of an optional column; null when it is empty.</summary>
    public string? GetOptionalString(string column) => Single(column) switch
    {
        null => null,
        OvsdbString { Value: var text } => text,
        _ => throw Mismatch(column, "a string"),
    };

    /// <summary>The integer of a scalar column.</summary>
    public long GetInteger(string column) => GetOptionalInteger(column) ?? throw Mismatch(column, "an integer");

    /// <summary>The integer of an optional column; null when it is empty.</summary>
    public long? GetOptionalInteger(string column) => Single(column) switch
    {
        null => null,
        OvsdbInteger { Value: var number } => number,
        _ => throw Mismatch(column, "an integer"),
    };

    /// <summary>The boolean of a scalar column; false when an optional one is empty.</summary>
    public bool GetBoolean(string column) => Single(column) switch
    {
        null => false,
        OvsdbBoolean { Value: var value } => value,
        _ => throw Mismatch(column, "a boolean"),
    };

    /// <summary>The strings of a set, in ascending order.</summary>
    public IReadOnlyList<string> GetStrings(string column) =>
        this[column] is OvsdbSet { Count: 0 } ? [] : [.. this[column].AsSet().Select(atom => atom is OvsdbString { Value: var text } ? text : throw Mismatch(column, "strings"))];

    /// <summary>The integers of a set, in ascending order.</summary>
    public IReadOnlyList<long> GetIntegers(string column) =>
        this[column] is OvsdbSet { Count: 0 } ? [] : [.. this[column].AsSet().Select(atom => atom is OvsdbInteger { Value: var number } ? number : throw Mismatch(column, "integers"))];

    /// <summary>The names of the rows a set refers to.</summary>
    public IReadOnlyList<Uuid> GetUuids(string column) =>
        this[column] is OvsdbSet { Count: 0 } ? [] : [.. this[column].AsSet().Select(atom => atom is OvsdbUuid { Value: var uuid } ? uuid : throw Mismatch(column, "uuids"))];

    /// <summary>A map of strings to strings; integers and the like are given as text.</summary>
    public IReadOnlyDictionary<string, string> GetMap(string column) => this[column] switch
    {
        OvsdbMap { Count: 0 } => ReadOnlyDictionary<string, string>.Empty,
        OvsdbMap map => map.ToDictionary(pair => Text(pair.Key), pair => Text(pair.Value)),
        _ => throw Mismatch(column, "a map"),
    };

    /// <summary>Whether the other row has the same name, columns and values.</summary>
    internal bool HasSameContent(Row other)
    {
        if (Uuid != other.Uuid || !(ReferenceEquals(_layout, other._layout) || Columns.SequenceEqual(other.Columns))) return false;
        if (_content is byte[] bytes && other._content is byte[] otherBytes && Text(bytes).Span.SequenceEqual(other.Text(otherBytes).Span)) return true;
        for (var place = 0; place < _layout.Columns.Length; place++)
        {
            if (!At(place).Equals(other.At(place))) return false;
        }

        return true;
    }

    /// <summary>A copy of the values, to make the row's next version of.</summary>
    internal OvsdbValue[] CopyValues() => _content is byte[] bytes ? RowText.Read(_layout, Text(bytes).Span) : (OvsdbValue[])((OvsdbValue[])_content).Clone();

    /// <summary>The same row, without the neighbours of its text that would stay in memory with it.</summary>
    internal Row Alone() => _content is byte[] bytes ? new Row(Uuid, _layout, Text(bytes).Alone()) : this;

    internal OvsdbValue At(int place)
    {
        if (_content is not byte[] bytes) return ((OvsdbValue[])_content)[place];
        if (_textSize <= LongestText) return RowText.Read(_layout, Text(bytes), place);
        // Two readers that race read the text twice, and agree.
        var values = RowText.Read(_layout, Text(bytes).Span);
        _content = values;
        return values[place];
    }

    private TextPlace Text(byte[] bytes) => new(bytes, _textStart, _textSize);

    private OvsdbAtom? Single(string column) => this[column] switch
    {
        OvsdbAtom atom => atom,
        OvsdbSet { Count: 0 } => null,
        OvsdbSet { Count: 1 } set => set[0],
        _ => throw Mismatch(column, "one atom"),
    };

    private static string Text(OvsdbAtom atom) => atom switch
    {
        OvsdbString { Value: var text } => text,
        OvsdbInteger { Value: var number } => number.ToString(CultureInfo.InvariantCulture),
        _ => atom.ToString(),
    };

    private InvalidOperationException Mismatch(string column, string expected) =>
        new($"column {column} of table {_layout.Table} holds {this[column]}, not {expected}");
}
