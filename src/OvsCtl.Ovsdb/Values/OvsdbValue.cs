namespace OvsCtl.Ovsdb;

/// <summary>
/// What a column holds (RFC 7047 §5.1 &lt;value&gt;): one <see cref="OvsdbAtom"/>, an <see cref="OvsdbSet"/> or an <see cref="OvsdbMap"/>.
/// Immutable, and equal by content.
/// </summary>
public abstract partial record OvsdbValue
{
    private protected OvsdbValue()
    {
    }

    /// <summary>A string atom.</summary>
    public static implicit operator OvsdbValue(string value) => new OvsdbString(value);

    /// <summary>An integer atom.</summary>
    public static implicit operator OvsdbValue(long value) => new OvsdbInteger(value);

    /// <summary>A boolean atom.</summary>
    public static implicit operator OvsdbValue(bool value) => new OvsdbBoolean(value);

    /// <summary>A uuid atom: a reference to a row.</summary>
    public static implicit operator OvsdbValue(Uuid value) => new OvsdbUuid(value);

    /// <summary>
    /// This value as a set: an atom is the set of itself (RFC 7047 §5.1 &lt;set&gt;).
    /// </summary>
    /// <exception cref="InvalidOperationException">The value is a map that is not empty.</exception>
    public OvsdbSet AsSet() => this switch
    {
        OvsdbSet set => set,
        OvsdbAtom atom => OvsdbSet.Of(atom),
        OvsdbMap { Count: 0 } => OvsdbSet.Empty,
        _ => throw new InvalidOperationException("the value is a map, not a set"),
    };

    /// <summary>Reads a value in JSON notation, as on the wire. Whether it fits a column only <see cref="ColumnType.ParseValue"/> says.</summary>
    /// <exception cref="OvsdbException"><see cref="OvsdbErrorKind.ProtocolError"/>: the text is not one value.</exception>
    public static OvsdbValue Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        // The strict scanner takes arrays and objects only, as the wire does: box what may be neither.
        byte[] box = [(byte)'[', .. OvsdbJson.ToUtf8(json), (byte)']'];
        if (!new JsonScanner(OvsdbJson.MaximumDepth).Scan(box, 0, out var end) || end != box.Length) throw OvsdbException.Protocol("expected one JSON value");
        using var cursor = new JsonCursor(box);
        cursor.Next();
        var value = Read(cursor);
        cursor.Next();
        cursor.Expect(JsonToken.EndArray);
        return value;
    }

    /// <summary>The value in JSON notation, as on the wire.</summary>
    public sealed override string ToString() => System.Text.Encoding.UTF8.GetString(OvsdbJsonWriter.Write(WriteTo));

    internal abstract void WriteTo(OvsdbJsonWriter writer);

    // <value> says its own shape; only the schema knows whether an atom stands for a set of one (ColumnType.Coerce).
    internal static OvsdbValue Read(JsonCursor cursor)
    {
        if (cursor.Token != JsonToken.StartArray) return OvsdbAtom.ReadScalar(cursor);
        cursor.Next();
        if (cursor.IsString("uuid"u8)) return OvsdbAtom.ReadTagged(isNamed: false, cursor);
        if (cursor.IsString("named-uuid"u8)) return OvsdbAtom.ReadTagged(isNamed: true, cursor);
        var isMap = cursor.IsString("map"u8);
        if (!isMap && !cursor.IsString("set"u8)) throw OvsdbException.Protocol($"a value is tagged \"{cursor.String()}\"");
        cursor.Next();
        OvsdbValue value = isMap ? OvsdbMap.ReadPairs(cursor) : OvsdbSet.ReadElements(cursor);
        cursor.Next();
        cursor.Expect(JsonToken.EndArray);
        return value;
    }
}
