namespace OvsCtl.Ovsdb;

/// <summary>
/// Holds the transaction until the rows that meet all conditions, seen through <paramref name="Columns"/>, are (or are not) <paramref name="Rows"/>
/// (RFC 7047 §5.2.6). With a timeout of zero it is a guard: true now, or the whole transaction fails with <see cref="OvsdbErrorKind.TimedOut"/>.
/// </summary>
/// <param name="Table">The table looked at.</param>
/// <param name="Where">Which rows to look at; none means all.</param>
/// <param name="Columns">The columns compared.</param>
/// <param name="UntilEqual">True for "==", false for "!=".</param>
/// <param name="Rows">What is compared with, in any order.</param>
/// <param name="Timeout">How long to hold, counted in whole milliseconds. The wire allows none, which waits for ever; this library does not.</param>
public sealed record Wait(
    string Table,
    IReadOnlyList<Condition> Where,
    IReadOnlyList<string> Columns,
    bool UntilEqual,
    IReadOnlyList<IReadOnlyDictionary<string, OvsdbValue>> Rows,
    TimeSpan Timeout) : Operation
{
    internal override string Name => "wait";

    /// <summary>A guard that no row meets the condition.</summary>
    public static Wait None(string table, Condition where) => new(table, [where], [where.Column], UntilEqual: true, [], TimeSpan.Zero);

    /// <summary>A guard that the row is there.</summary>
    public static Wait Exists(string table, Uuid uuid) =>
        new(table, [Condition.IsRow(uuid)], ["_uuid"], UntilEqual: false, [], TimeSpan.Zero);

    private protected override void WriteMembers(OvsdbJsonWriter writer)
    {
        writer.WriteMember("table", Table);
        writer.WritePropertyName("timeout");
        writer.WriteValue((long)Timeout.TotalMilliseconds);
        WriteWhere(writer, Where);
        WriteColumns(writer, Columns);
        writer.WriteMember("until", UntilEqual ? "==" : "!=");
        writer.WritePropertyName("rows");
        writer.WriteStartArray();
        foreach (var row in Rows) WriteRow(writer, row);
        writer.WriteEndArray();
    }
}
