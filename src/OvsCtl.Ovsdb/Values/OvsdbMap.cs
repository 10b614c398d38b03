using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Newtonsoft.Json;

namespace OvsCtl.Ovsdb;

/// <summary>A map from atoms to atoms (RFC 7047 §5.1 &lt;map&gt;).</summary>
[SuppressMessage("Naming", "CA1710", Justification = "The name is that of the RFC.")]
public sealed record OvsdbMap : OvsdbValue, IReadOnlyDictionary<OvsdbAtom, OvsdbAtom>
{
    private readonly ImmutableSortedDictionary<OvsdbAtom, OvsdbAtom> _pairs;

    private OvsdbMap(ImmutableSortedDictionary<OvsdbAtom, OvsdbAtom> pairs) => _pairs = pairs;

    /// <summary>The map of nothing.</summary>
    public static OvsdbMap Empty { get; } = new(ImmutableSortedDictionary<OvsdbAtom, OvsdbAtom>.Empty);

    /// <inheritdoc/>
    public int Count => _pairs.Count;

    /// <inheritdoc/>
    public IEnumerable<OvsdbAtom> Keys => _pairs.Keys;

    /// <inheritdoc/>
    public IEnumerable<OvsdbAtom> Values => _pairs.Values;

    /// <inheritdoc/>
    public OvsdbAtom this[OvsdbAtom key] => _pairs[key];

    /// <summary>A map of strings to strings, the commonest one.</summary>
    public static OvsdbMap Of(IEnumerable<KeyValuePair<string, string>> pairs) =>
        new(pairs.ToImmutableSortedDictionary(p => (OvsdbAtom)p.Key, p => (OvsdbAtom)p.Value));

    /// <summary>A map of these pairs.</summary>
    /// <exception cref="ArgumentException">Two pairs have the same key and different values.</exception>
    public static OvsdbMap Of(IEnumerable<KeyValuePair<OvsdbAtom, OvsdbAtom>> pairs) => new(pairs.ToImmutableSortedDictionary());

    /// <summary>
    /// Applies a change as a monitor sends it: an equal pair in the change removes, another value replaces, a new key adds.
    /// </summary>
    public OvsdbMap ApplyDifference(OvsdbMap difference)
    {
        var result = _pairs.ToBuilder();
        foreach (var (key, value) in difference)
        {
            if (result.TryGetValue(key, out var old) && old == value) result.Remove(key);
            else result[key] = value;
        }

        return new OvsdbMap(result.ToImmutable());
    }

    /// <inheritdoc/>
    public bool ContainsKey(OvsdbAtom key) => _pairs.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(OvsdbAtom key, [MaybeNullWhen(false)] out OvsdbAtom value) => _pairs.TryGetValue(key, out value);

    /// <inheritdoc/>
    public bool Equals(OvsdbMap? other) => other is not null && _pairs.SequenceEqual(other._pairs);

    /// <inheritdoc/>
    public override int GetHashCode() => _pairs.Aggregate(Count, (hash, pair) => HashCode.Combine(hash, pair.Key, pair.Value));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<OvsdbAtom, OvsdbAtom>> GetEnumerator() => _pairs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static OvsdbMap ReadPairs(JsonCursor cursor)
    {
        var pairs = ImmutableSortedDictionary.CreateBuilder<OvsdbAtom, OvsdbAtom>();
        cursor.Expect(JsonToken.StartArray);
        while (cursor.NextElement())
        {
            cursor.Expect(JsonToken.StartArray);
            cursor.Next();
            var key = OvsdbAtom.ReadAtom(cursor);
            cursor.Next();
            var value = OvsdbAtom.ReadAtom(cursor);
            cursor.Next();
            cursor.Expect(JsonToken.EndArray);
            if (!pairs.TryAdd(key, value)) throw OvsdbException.Protocol("a map contains a duplicate key");
        }

        return new OvsdbMap(pairs.ToImmutable());
    }

    internal override void WriteTo(OvsdbJsonWriter writer)
    {
        writer.WriteStartArray();
        writer.WriteValue("map");
        writer.WriteStartArray();
        foreach (var (key, value) in _pairs)
        {
            writer.WriteStartArray();
            key.WriteTo(writer);
            value.WriteTo(writer);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteEndArray();
    }
}
