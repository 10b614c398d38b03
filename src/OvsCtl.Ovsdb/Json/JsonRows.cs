namespace OvsCtl.Ovsdb;

/// <summary>Whole rows of a monitor's reply of which more is to come.</summary>
/// <param name="Id">The reply's id.</param>
/// <param name="Table">The quoted name of the table.</param>
/// <param name="Rows">Members of the table's object, with commas between them.</param>
internal readonly record struct JsonRows(ReadOnlyMemory<byte> Id, ReadOnlyMemory<byte> Table, ReadOnlyMemory<byte> Rows);
