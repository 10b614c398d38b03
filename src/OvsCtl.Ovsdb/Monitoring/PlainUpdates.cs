namespace OvsCtl.Ovsdb;

/// <summary>
/// Puts the &lt;table-updates&gt; of plain "monitor" and "update" (RFC 7047 §4.1.6) into the form of update2, which the replica reads: "new" is a row
/// as it is after the change, and inserting it over the old one is the same.
/// </summary>
internal static class PlainUpdates
{
    public static JsonCursor Translate(JsonCursor updates) => new(OvsdbJsonWriter.Write(writer =>
    {
        writer.WriteStartObject();
        updates.Expect(JsonToken.StartObject);
        while (updates.NextMember(out var table))
        {
            writer.WritePropertyName(table);
            writer.WriteStartObject();
            updates.Expect(JsonToken.StartObject);
            while (updates.NextMember(out var uuid))
            {
                writer.WritePropertyName(uuid);
                TranslateRow(updates, writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }));

    // {"old": row, "new": row}: without "old" the row is new, without "new" it is gone.
    private static void TranslateRow(JsonCursor update, OvsdbJsonWriter writer)
    {
        var isThere = false;
        writer.WriteStartObject();
        update.Expect(JsonToken.StartObject);
        while (update.NextMember(out var name))
        {
            if (name == "new")
            {
                isThere = true;
                writer.WritePropertyName("insert");
                CopyRow(update, writer);
            }
            else
            {
                update.Skip();
            }
        }

        if (!isThere)
        {
            writer.WritePropertyName("delete");
            writer.WriteNull();
        }

        writer.WriteEndObject();
    }

    private static void CopyRow(JsonCursor row, OvsdbJsonWriter writer)
    {
        writer.WriteStartObject();
        row.Expect(JsonToken.StartObject);
        while (row.NextMember(out var column))
        {
            writer.WritePropertyName(column);
            OvsdbValue.Read(row).WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
