using System.Collections;
using System.Collections.Immutable;
using Newtonsoft.Json;

namespace OvsCtl.Ovsdb;

/// <summary>A set of atoms (RFC 7047 §5.1 &lt;set&gt;), kept in ascending order.</summary>
public sealed record OvsdbSet : OvsdbValue, IReadOnlyList<OvsdbAtom>
{
    private readonly ImmutableArray<OvsdbAtom> _sorted;

    private OvsdbSet(ImmutableArray<OvsdbAtom> sorted) => _sorted = sorted;

    /// <summary>The set of nothing; in an optional column, its absence.</summary>
    public static OvsdbSet Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _sorted.Length;

    /// <inheritdoc/>
    public OvsdbAtom this[int index] => _sorted[index];

    /// <summary>The set of these atoms; repeated ones count once.</summary>
    public static OvsdbSet Of(params IEnumerable<OvsdbAtom> atoms) => new([.. atoms.Distinct().Order()]);

    /// <summary>Whether the set has the atom; O(log n).</summary>
    public bool Contains(OvsdbAtom atom) => _sorted.BinarySearch(atom) >= 0;

    /// <summary>The atoms that are in one of the two sets but not in both: how a monitor sends a set's change, and how to apply it.</summary>
    public OvsdbSet SymmetricDifference(OvsdbSet other)
    {
        var result = ImmutableArray.CreateBuilder<OvsdbAtom>(Count + other.Count);
        var (i, j) = (0, 0);
        while (i < Count && j < other.Count)
        {
            var order = this[i].CompareTo(other[j]);
            if (order < 0) result.Add(this[i]);
            else if (order > 0) result.Add(other[j]);
            if (order <= 0) i++;
            if (order >= 0) j++;
        }

        result.AddRange(_sorted.AsSpan(i..));
        result.AddRange(other._sorted.AsSpan(j..));
        return new OvsdbSet(result.DrainToImmutable());
    }

    /// <inheritdoc/>
    public bool Equals(OvsdbSet? other) => other is not null && _sorted.AsSpan().SequenceEqual(other._sorted.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => _sorted.Aggregate(Count, HashCode.Combine);

    /// <inheritdoc/>
    public IEnumerator<OvsdbAtom> GetEnumerator() => _sorted.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static OvsdbSet ReadElements(JsonCursor cursor)
    {
        var atoms = ImmutableArray.CreateBuilder<OvsdbAtom>();
        cursor.Expect(JsonToken.StartArray);
        while (cursor.NextElement()) atoms.Add(OvsdbAtom.ReadAtom(cursor));
        atoms.Sort();
        for (var i = 1; i < atoms.Count; i++)
        {
            if (atoms[i] == atoms[i - 1]) throw OvsdbException.Protocol("a set contains a duplicate");
        }

        return new OvsdbSet(atoms.DrainToImmutable());
    }

    // ovsdb-server writes a set of one as the bare atom; so do we, so that texts can be compared.
    internal override void WriteTo(OvsdbJsonWriter writer)
    {
        if (Count == 1)
        {
            this[0].WriteTo(writer);
            return;
        }

        writer.WriteStartArray();
        writer.WriteValue("set");
        writer.WriteStartArray();
        foreach (var atom in _sorted) atom.WriteTo(writer);
        writer.WriteEndArray();
        writer.WriteEndArray();
    }
}
