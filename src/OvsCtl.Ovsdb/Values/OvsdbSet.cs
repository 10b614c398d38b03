using System.Collections;

namespace OvsCtl.Ovsdb;

/// <summary>A set of atoms (RFC 7047 §5.1 &lt;set&gt;), kept in ascending order.</summary>
public sealed record OvsdbSet : OvsdbValue, IReadOnlyList<OvsdbAtom>
{
    // Most sets are optional columns: of those that have one atom, no array is made.
    private readonly OvsdbAtom? _one;
    private readonly AtomBlocks _many;

    private OvsdbSet(OvsdbAtom one)
    {
        _one = one;
        _many = AtomBlocks.Empty;
    }

    private OvsdbSet(AtomBlocks sorted)
    {
        _one = sorted.Count == 1 ? sorted[0] : null;
        _many = sorted.Count == 1 ? AtomBlocks.Empty : sorted;
    }

    /// <summary>The set of nothing; in an optional column, its absence.</summary>
    public static OvsdbSet Empty { get; } = new(AtomBlocks.Empty);

    /// <inheritdoc/>
    public int Count => _one is null ? _many.Count : 1;

    /// <inheritdoc/>
    public OvsdbAtom this[int index] => _one is not null && index == 0 ? _one : _many[index];

    /// <summary>The set of these atoms; repeated ones count once.</summary>
    public static OvsdbSet Of(params IEnumerable<OvsdbAtom> atoms) => FromSorted([.. atoms.Distinct().Order()]);

    /// <summary>The set of these atoms, which are in ascending order and all different.</summary>
    internal static OvsdbSet FromSorted(OvsdbAtom[] atoms) => atoms is [var one] ? new(one) : new(AtomBlocks.Of(atoms));

    internal static OvsdbSet Of(OvsdbAtom atom) => new(atom);

    /// <summary>Whether the set has the atom; O(log n).</summary>
    public bool Contains(OvsdbAtom atom) => _one is null ? _many.Contains(atom) : _one.Equals(atom);

    /// <summary>The atoms that are in one of the two sets but not in both: how a monitor sends a set's change, and how to apply it.</summary>
    public OvsdbSet SymmetricDifference(OvsdbSet other)
    {
        if (other.Count > Count) return other.SymmetricDifference(this);
        var many = _one is null ? _many : AtomBlocks.Of([_one]);
        // The field is no null here: the span has it only when it is set.
        return new OvsdbSet(many.SymmetricDifference(other._one is null ? other._many.ToSpan() : new ReadOnlySpan<OvsdbAtom>(in other._one!)));
    }

    /// <inheritdoc/>
    public bool Equals(OvsdbSet? other) => other is not null && (_one is not null ? _one.Equals(other._one) : other._one is null && _many.Equals(other._many));

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = Count;
        foreach (var atom in this) hash = HashCode.Combine(hash, atom);
        return hash;
    }

    /// <inheritdoc/>
    public IEnumerator<OvsdbAtom> GetEnumerator()
    {
        if (_one is not null) yield return _one;
        foreach (var atom in _many) yield return atom;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static OvsdbSet ReadElements(JsonCursor cursor)
    {
        var atoms = cursor.Scratch();
        cursor.Expect(JsonToken.StartArray);
        while (cursor.NextElement()) atoms.Add(OvsdbAtom.ReadAtom(cursor));
        if (atoms.Count == 0) return Empty;
        // ovsdb-server sends them in order: only another server's are sorted here.
        if (!IsAscending(atoms)) atoms.Sort();
        return IsAscending(atoms) ? FromSorted([.. atoms]) : throw OvsdbException.Protocol("a set contains a duplicate");
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
        foreach (var atom in this) atom.WriteTo(writer);
        writer.WriteEndArray();
        writer.WriteEndArray();
    }

    private static bool IsAscending(List<OvsdbAtom> atoms)
    {
        for (var i = 1; i < atoms.Count; i++)
        {
            if (atoms[i - 1].CompareTo(atoms[i]) >= 0) return false;
        }

        return true;
    }
}
