using System.Collections;
using Newtonsoft.Json;

namespace OvsCtl.Ovsdb;

/// <summary>A set of atoms (RFC 7047 §5.1 &lt;set&gt;), kept in ascending order.</summary>
public sealed record OvsdbSet : OvsdbValue, IReadOnlyList<OvsdbAtom>
{
    // Most sets are optional columns: of those that have one atom, no array is made.
    private readonly OvsdbAtom? _one;
    private readonly OvsdbAtom[] _many;

    private OvsdbSet(OvsdbAtom one)
    {
        _one = one;
        _many = [];
    }

    private OvsdbSet(OvsdbAtom[] sorted)
    {
        _one = sorted.Length == 1 ? sorted[0] : null;
        _many = sorted.Length == 1 ? [] : sorted;
    }

    /// <summary>The set of nothing; in an optional column, its absence.</summary>
    public static OvsdbSet Empty { get; } = new(Array.Empty<OvsdbAtom>());

    /// <inheritdoc/>
    public int Count => _one is null ? _many.Length : 1;

    /// <inheritdoc/>
    public OvsdbAtom this[int index] => _one is not null && index == 0 ? _one : _many[index];

    // The field is no null here: the span has it only when it is set.
    private ReadOnlySpan<OvsdbAtom> Sorted => _one is null ? _many : new ReadOnlySpan<OvsdbAtom>(in _one!);

    /// <summary>The set of these atoms; repeated ones count once.</summary>
    public static OvsdbSet Of(params IEnumerable<OvsdbAtom> atoms) => new([.. atoms.Distinct().Order()]);

    internal static OvsdbSet Of(OvsdbAtom atom) => new(atom);

    /// <summary>Whether the set has the atom; O(log n).</summary>
    public bool Contains(OvsdbAtom atom) => Sorted.BinarySearch(atom) >= 0;

    /// <summary>The atoms that are in one of the two sets but not in both: how a monitor sends a set's change, and how to apply it.</summary>
    public OvsdbSet SymmetricDifference(OvsdbSet other)
    {
        // One more port on a bridge of thousands: the places of the few are searched for, and all between them is copied as a block.
        if (other.Count > Count) return other.SymmetricDifference(this);
        var few = other.Sorted;
        var many = Sorted;
        var result = new OvsdbAtom[few.Length + many.Length];
        var count = 0;
        foreach (var atom in few)
        {
            var place = many.BinarySearch(atom);
            var isShared = place >= 0;
            var before = many[..(isShared ? place : ~place)];
            before.CopyTo(result.AsSpan(count));
            count += before.Length;
            if (!isShared) result[count++] = atom;
            many = many[(before.Length + (isShared ? 1 : 0))..];
        }

        many.CopyTo(result.AsSpan(count));
        Array.Resize(ref result, count + many.Length);
        return new OvsdbSet(result);
    }

    /// <inheritdoc/>
    public bool Equals(OvsdbSet? other) => other is not null && Sorted.SequenceEqual(other.Sorted);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = Count;
        foreach (var atom in Sorted) hash = HashCode.Combine(hash, atom);
        return hash;
    }

    /// <inheritdoc/>
    public IEnumerator<OvsdbAtom> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
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
        return IsAscending(atoms) ? new OvsdbSet([.. atoms]) : throw OvsdbException.Protocol("a set contains a duplicate");
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
        foreach (var atom in Sorted) atom.WriteTo(writer);
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
