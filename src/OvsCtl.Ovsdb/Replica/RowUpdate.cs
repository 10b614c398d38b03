namespace OvsCtl.Ovsdb;

/// <summary>Carries out one row-update2 on a table (ovsdb-server(7), Update2 Notification).</summary>
internal static class RowUpdate
{
    // <row-update2>: {"initial" | "insert" | "modify": row} | {"delete": null}
    public static void Apply(RowTable.Builder rows, Uuid uuid, JsonCursor cursor)
    {
        var layout = rows.Layout;
        cursor.Expect(JsonToken.StartObject);
        while (cursor.NextMember(out var change))
        {
            switch (change)
            {
                case "initial" or "insert":
                    rows.Set(Receive(uuid, layout, cursor));
                    break;
                case "modify":
                    if (!rows.TryGetValue(uuid, out var old)) throw OvsdbException.Protocol($"an update modifies row {uuid} of {layout.Table}, which was never sent");
                    var changed = old.CopyValues();
                    ReadColumns(layout, changed, isDifference: true, cursor);
                    rows.Set(new Row(uuid, layout, changed));
                    break;
                case "delete":
                    rows.Remove(uuid);
                    cursor.Skip();
                    break;
                default:
                    throw OvsdbException.Protocol($"an update has a \"{change}\" of row {uuid} of {layout.Table}");
            }
        }
    }

    private static Row Receive(Uuid uuid, RowLayout layout, JsonCursor cursor)
    {
        if (cursor.Token == JsonToken.StartObject && RowText.TryTake(layout, cursor.Rest, out var text))
        {
            var row = new Row(uuid, layout, new TextPlace(text.ToArray(), 0, text.Length));
            cursor.SkipObject(text.Length);
            return row;
        }

        var values = layout.Defaults.ToArray();
        ReadColumns(layout, values, isDifference: false, cursor);
        return new Row(uuid, layout, values);
    }

    /// <summary>Reads a row's columns over the values that it has, or that its columns have by default.</summary>
    internal static void ReadColumns(RowLayout layout, OvsdbValue[] values, bool isDifference, JsonCursor cursor)
    {
        cursor.Expect(JsonToken.StartObject);
        while (cursor.NextMember(out var column))
        {
            if (!layout.TryFind(column, out var place)) throw OvsdbException.Protocol($"an update has column {column} of {layout.Table}, which is not monitored");
            var type = layout.Columns[place].Type;
            var value = OvsdbValue.Read(cursor);
            values[place] = isDifference ? type.ApplyDifference(values[place], value) : type.Coerce(value);
        }
    }
}
