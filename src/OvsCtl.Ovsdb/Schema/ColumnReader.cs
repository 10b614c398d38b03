namespace OvsCtl.Ovsdb;

/// <summary>
/// Chooses how to read a column of a schema known only at run time as a .NET type known at compile time. The types are listed, not made by reflection, so
/// that trimmed and ahead-of-time compiled programs have them.
/// </summary>
internal static class ColumnReader
{
    private static readonly IReadOnlyList<Atom> Atoms = [Atom.Of<long>(AtomicType.Integer), Atom.Of<double>(AtomicType.Real), Atom.Of<bool>(AtomicType.Boolean), Atom.Of<Uuid>(AtomicType.Uuid), Atom.OfString()];

    /// <summary>Reads values of the column as the type; null when the two do not fit.</summary>
    public static Func<OvsdbValue, object?>? Find(ColumnType column, Type type)
    {
        if (type == typeof(OvsdbValue)) return value => value;
        var key = Atoms.Single(atom => atom.Type == column.Key.Type);
        if (column.Value is { } valueType) return key.Maps.FirstOrDefault(map => map.Value == valueType.Type && map.Type == type)?.Read;
        if (column.IsScalar && type == key.Scalar) return key.ReadScalar;
        if (column.Max == 1 && type == key.Optional) return key.ReadOptional;
        return type == key.Set ? key.ReadSet : null;
    }

    private static Func<OvsdbValue, object?> Reader<T>(Column<T> column) => value => column.ReadValue(value);

    /// <summary>One way to read a map, by the type of its values.</summary>
    private sealed record Map(AtomicType Value, Type Type, Func<OvsdbValue, object?> Read)
    {
        public static Map Of<TKey, TValue>(AtomicType value)
            where TKey : notnull
            where TValue : notnull => new(value, typeof(IReadOnlyDictionary<TKey, TValue>), Reader(Column.Map<TKey, TValue>("")));
    }

    /// <summary>The ways to read a column whose atoms, or keys, are of one type.</summary>
    private sealed record Atom(AtomicType Type, Type Scalar, Type Optional, Type Set, IReadOnlyList<Map> Maps)
    {
        public required Func<OvsdbValue, object?> ReadScalar { get; init; }

        public required Func<OvsdbValue, object?> ReadOptional { get; init; }

        public required Func<OvsdbValue, object?> ReadSet { get; init; }

        public static Atom Of<T>(AtomicType type)
            where T : struct => new(type, typeof(T), typeof(T?), typeof(IReadOnlyList<T>), MapsOf<T>())
            {
                ReadScalar = Reader(Column.Scalar<T>("")),
                ReadOptional = Reader(Column.Optional<T>("")),
                ReadSet = Reader(Column.Set<T>("")),
            };

        public static Atom OfString() => new(AtomicType.String, typeof(string), typeof(string), typeof(IReadOnlyList<string>), MapsOf<string>())
        {
            ReadScalar = Reader(Column.Scalar<string>("")),
            ReadOptional = Reader(Column.OptionalString("")),
            ReadSet = Reader(Column.Set<string>("")),
        };

        private static IReadOnlyList<Map> MapsOf<TKey>()
            where TKey : notnull =>
        [
            Map.Of<TKey, string>(AtomicType.String), Map.Of<TKey, long>(AtomicType.Integer), Map.Of<TKey, double>(AtomicType.Real),
            Map.Of<TKey, bool>(AtomicType.Boolean), Map.Of<TKey, Uuid>(AtomicType.Uuid),
        ];
    }
}
