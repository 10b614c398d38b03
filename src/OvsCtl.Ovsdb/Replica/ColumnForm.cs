namespace OvsCtl.Ovsdb;

/// <summary>What <see cref="RowText"/> has to know of a column's type, in one place.</summary>
/// <param name="Key">The type of the atoms, or of a map's keys.</param>
/// <param name="Value">The type of a map's values.</param>
/// <param name="IsMap">Whether it holds pairs.</param>
/// <param name="IsScalar">Whether it always holds exactly one atom.</param>
internal readonly record struct ColumnForm(AtomicType Key, AtomicType Value, bool IsMap, bool IsScalar)
{
    public static ColumnForm Of(ColumnType type) => new(type.Key.Type, type.Value?.Type ?? default, type.IsMap, type.IsScalar);
}
