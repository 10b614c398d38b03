namespace OvsCtl.Ovsdb;

/// <summary>
/// Makes columns of the types that OVSDB has. Atoms are read as <see cref="long"/>, <see cref="double"/>, <see cref="bool"/>, <see cref="string"/> or <see cref="Uuid"/>.
/// </summary>
public static class Column
{
    /// <summary>A column that always holds one atom.</summary>
    public static Column<T> Scalar<T>(string name)
        where T : notnull => new(name, value => Atom<T>(Only(value) ?? throw new InvalidCastException()));

    /// <summary>A column that holds one atom or none, read as null.</summary>
    public static Column<T?> Optional<T>(string name)
        where T : struct => new(name, value => Only(value) is { } atom ? Atom<T>(atom) : null);

    /// <summary>A column that holds one string or none, read as null.</summary>
    public static Column<string?> OptionalString(string name) => new(name, value => Only(value) is { } atom ? Atom<string>(atom) : null);

    /// <summary>A column that holds a set, in ascending order.</summary>
    public static Column<IReadOnlyList<T>> Set<T>(string name)
        where T : notnull => new(name, value => value is OvsdbMap ? throw new InvalidCastException() : [.. value.AsSet().Select(Atom<T>)]);

    /// <summary>A column that holds a map.</summary>
    public static Column<IReadOnlyDictionary<TKey, TValue>> Map<TKey, TValue>(string name)
        where TKey : notnull
        where TValue : notnull =>
        new(name, value => value is OvsdbMap map ? map.ToDictionary(pair => Atom<TKey>(pair.Key), pair => Atom<TValue>(pair.Value)) : throw new InvalidCastException());

    private static OvsdbAtom? Only(OvsdbValue value) => value switch
    {
        OvsdbAtom atom => atom,
        OvsdbSet { Count: 0 } => null,
        OvsdbSet { Count: 1 } set => set[0],
        _ => throw new InvalidCastException(),
    };

    private static T Atom<T>(OvsdbAtom atom)
    {
        object content = atom switch
        {
            OvsdbString { Value: var text } => text,
            OvsdbInteger { Value: var number } => number,
            OvsdbReal { Value: var number } => number,
            OvsdbBoolean { Value: var flag } => flag,
            OvsdbUuid { Value: var uuid } => uuid,
            _ => atom,
        };
        return (T)content;
    }
}
