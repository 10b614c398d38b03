using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace OvsCtl.Ovsdb;

/// <summary>A map from atoms to atoms (RFC 7047 §5.1 &lt;map&gt;).</summary>
[SuppressMessage("Naming", "CA1710", Justification = "The name is that of the RFC.")]
public sealed record OvsdbMap : OvsdbValue, IReadOnlyDictionary<OvsdbAtom, OvsdbAtom>
{
    private readonly OvsdbAtom[] _keys;
    private readonly OvsdbAtom[] _values;

    private OvsdbMap(OvsdbAtom[] sortedKeys, OvsdbAtom[] values)
    {
        _keys = sortedKeys;
        _values = values;
    }

    /// <summary>The map of nothing.</summary>
    public static OvsdbMap Empty { get; } = new([], []);

    /// <inheritdoc/>
    public int Count => _keys.Length;

    /// <summary>The keys in ascending order.</summary>
    public IEnumerable<OvsdbAtom> Keys => _keys.AsEnumerable();

    /// <summary>The values in the order of their keys.</summary>
    public IEnumerable<OvsdbAtom> Values => _values.AsEnumerable();

    /// <inheritdoc/>
    public OvsdbAtom this[OvsdbAtom key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"the map has no key {key}");

    /// <summary>A map of strings to strings, the commonest one.</summary>
    public static OvsdbMap Of(IEnumerable<KeyValuePair<string, string>> pairs) =>
        Of(pairs.Select(p => KeyValuePair.Create((OvsdbAtom)p.Key, (OvsdbAtom)p.Value)));

    /// <summary>A map of these pairs.</summary>
    /// <exception cref="ArgumentException">Two pairs have the same key and different values.</exception>
    public static OvsdbMap Of(IEnumerable<KeyValuePair<OvsdbAtom, OvsdbAtom>> pairs)
    {
        var sorted = new SortedDictionary<OvsdbAtom, OvsdbAtom>();
        foreach (var (key, value) in pairs)
        {
            if (!sorted.TryAdd(key, value) && sorted[key] != value) throw new ArgumentException($"a map has two values for key {key}", nameof(pairs));
        }

        return sorted.Count == 0 ? Empty : new OvsdbMap([.. sorted.Keys], [.. sorted.Values]);
    }

    /// <summary>A map of these keys, which are in ascending order and all different, to the values at their places.</summary>
    internal static OvsdbMap FromSorted(OvsdbAtom[] keys, OvsdbAtom[] values) => new(keys, values);

    /// <summary>
    /// Applies a change as a monitor sends it: an equal pair in the change removes, another value replaces, a new key adds.
    /// </summary>
    public OvsdbMap ApplyDifference(OvsdbMap difference)
    {
        ArgumentNullException.ThrowIfNull(difference);
        var result = new SortedDictionary<OvsdbAtom, OvsdbAtom>();
        for (var i = 0; i < Count; i++) result.Add(_keys[i], _values[i]);
        foreach (var (key, value) in difference)
        {
            if (result.TryGetValue(key, out var old) && old == value) result.Remove(key);
            else result[key] = value;
        }

        return new OvsdbMap(AtomPool.SharedKeys([.. result.Keys]), [.. result.Values]);
    }

    /// <inheritdoc/>
    public bool ContainsKey(OvsdbAtom key) => TryGetValue(key, out _);

    /// <inheritdoc/>
    public bool TryGetValue(OvsdbAtom key, [MaybeNullWhen(false)] out OvsdbAtom value)
    {
        var place = _keys.AsSpan().BinarySearch(key);
        value = place >= 0 ? _values[place] : null;
        return place >= 0;
    }

    /// <inheritdoc/>
    public bool Equals(OvsdbMap? other) =>
        other is not null && _keys.AsSpan().SequenceEqual(other._keys) && _values.AsSpan().SequenceEqual(other._values);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = Count;
        for (var i = 0; i < Count; i++) hash = HashCode.Combine(hash, _keys[i], _values[i]);
        return hash;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<OvsdbAtom, OvsdbAtom>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return KeyValuePair.Create(_keys[i], _values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static OvsdbMap ReadPairs(JsonCursor cursor)
    {
        // Keys first, then values: each half becomes an array of its own.
        var keys = cursor.Scratch();
        var values = new List<OvsdbAtom>();
        cursor.Expect(JsonToken.StartArray);
        while (cursor.NextElement())
        {
            cursor.Expect(JsonToken.StartArray);
            cursor.Next();
            keys.Add(OvsdbAtom.ReadAtom(cursor));
            cursor.Next();
            values.Add(OvsdbAtom.ReadAtom(cursor));
            cursor.Next();
            cursor.Expect(JsonToken.EndArray);
        }

        return keys.Count == 0 ? Empty : FromReceived([.. keys], [.. values]);
    }

    internal bool Includes(KeyValuePair<OvsdbAtom, OvsdbAtom> pair) => TryGetValue(pair.Key, out var value) && value == pair.Value;

    internal bool All(Func<OvsdbAtom, OvsdbAtom, bool> predicate)
    {
        for (var i = 0; i < Count; i++)
        {
            if (!predicate(_keys[i], _values[i])) return false;
        }

        return true;
    }

    private static OvsdbMap FromReceived(OvsdbAtom[] keys, OvsdbAtom[] values)
    {
        // ovsdb-server sends them in order: only another server's are sorted here.
        if (!IsAscending(keys)) Array.Sort(keys, values);
        return IsAscending(keys) ? new OvsdbMap(AtomPool.SharedKeys(keys), values) : throw OvsdbException.Protocol("a map contains a duplicate key");
    }

    private static bool IsAscending(OvsdbAtom[] keys)
    {
        for (var i = 1; i < keys.Length; i++)
        {
            if (keys[i - 1].CompareTo(keys[i]) >= 0) return false;
        }

        return true;
    }

    internal override void WriteTo(OvsdbJsonWriter writer)
    {
        writer.WriteStartArray();
        writer.WriteValue("map");
        writer.WriteStartArray();
        foreach (var (key, value) in this)
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
