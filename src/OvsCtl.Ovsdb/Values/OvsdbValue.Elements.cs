namespace OvsCtl.Ovsdb;

/// <content>A value as the elements it has, whatever its shape.</content>
public abstract partial record OvsdbValue
{
    /// <summary>Every atom in it; of a map the keys, then the values.</summary>
    internal IEnumerable<OvsdbAtom> Atoms => this is OvsdbMap map ? map.Keys.Concat(map.Values) : AsSet();

    /// <summary>How many elements, or pairs, it has.</summary>
    internal int ElementCount => this switch
    {
        OvsdbSet set => set.Count,
        OvsdbMap map => map.Count,
        _ => 1,
    };

    /// <summary>Whether it has all elements, or pairs, of the other.</summary>
    internal bool IncludesAll(OvsdbValue other) =>
        this is OvsdbMap map && other is OvsdbMap pairs ? pairs.All(map.Includes) : other.AsSet().All(AsSet().Contains);

    /// <summary>Whether it has an element, or a pair, of the other.</summary>
    internal bool IncludesAny(OvsdbValue other) =>
        this is OvsdbMap map && other is OvsdbMap pairs ? pairs.Any(map.Includes) : other.AsSet().Any(AsSet().Contains);

    /// <summary>The order of two values of one column: the shorter first, then atom by atom.</summary>
    internal int CompareContent(OvsdbValue other) => ElementCount != other.ElementCount
        ? ElementCount.CompareTo(other.ElementCount)
        : Atoms.Zip(other.Atoms, (left, right) => left.CompareTo(right)).FirstOrDefault(order => order != 0);
}
