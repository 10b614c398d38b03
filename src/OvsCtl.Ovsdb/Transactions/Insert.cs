namespace OvsCtl.Ovsdb;

/// <summary>
/// Adds a row (RFC 7047 §5.2.1); columns not named get their defaults. A row of a table that is no root and that nothing refers to at commit
/// is collected again, and the server still says ok.
/// </summary>
public sealed record Insert(string Table, IReadOnlyDictionary<string, OvsdbValue> Row) : Operation
{
    /// <summary>What <see cref="OvsdbNamedUuid"/> in the same transaction calls the row; an &lt;id&gt;.</summary>
    public string? UuidName { get; init; }

    /// <summary>The row's name chosen by the client (an extension of ovsdb-server 2.16 and later); null lets the server choose.</summary>
    public Uuid? Uuid { get; init; }

    internal override string Name => "insert";

    private protected override void WriteMembers(OvsdbJsonWriter writer)
    {
        writer.WriteMember("table", Table);
        writer.WritePropertyName("row");
        WriteRow(writer, Row);
        if (UuidName is not null) writer.WriteMember("uuid-name", UuidName);
        if (Uuid is { } uuid) writer.WriteMember("uuid", uuid.ToString());
    }
}
