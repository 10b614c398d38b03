using System.Text.Json;

namespace OvsCtl.Ovsdb;

/// <summary>One column of a table (RFC 7047 §3.2 &lt;column-schema&gt;).</summary>
public sealed record ColumnSchema
{
    /// <summary>The column's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it may hold.</summary>
    public required ColumnType Type { get; init; }

    /// <summary>True when its value need not survive a restart of the server.</summary>
    public bool IsEphemeral { get; init; }

    /// <summary>True when it may change after the row was inserted.</summary>
    public bool IsMutable { get; init; } = true;

    /// <summary>Reads a &lt;column-schema&gt;.</summary>
    /// <exception cref="OvsdbException"><see cref="OvsdbErrorKind.ProtocolError"/>: the text is none, or no column can have the name.</exception>
    public static ColumnSchema Parse(string name, string json)
    {
        var token = SchemaObject.Load(json);
        var column = Parse(TableSchema.CheckName(name), token);
        SchemaMembers.CheckColumn(token);
        return column;
    }

    /// <summary>The column as JSON text in normal form, without its name.</summary>
    public string ToJson() => OvsdbJson.NormalizeAny(OvsdbJsonWriter.Write(WriteTo));

    internal static ColumnSchema Parse(string name, JsonElement json)
    {
        var o = new SchemaObject(json);
        var type = ColumnType.Parse(o.Required("type"));
        return new ColumnSchema
        {
            Name = name,
            Type = type,
            IsEphemeral = o.Boolean("ephemeral", false),
            // A weak reference can change whatever the schema says, as it does when its row goes.
            IsMutable = o.Boolean("mutable", true) || type.Key.IsWeakReference || type.Value is { IsWeakReference: true },
        };
    }

    internal void WriteTo(OvsdbJsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("type");
        Type.WriteTo(writer);
        if (IsEphemeral) writer.WriteMember("ephemeral", true);
        if (!IsMutable) writer.WriteMember("mutable", false);
        writer.WriteEndObject();
    }
}
