using Newtonsoft.Json;

namespace OvsCtl.Ovsdb;

/// <summary>One indivisible value (RFC 7047 §5.1 &lt;atom&gt;).</summary>
public abstract record OvsdbAtom : OvsdbValue, IComparable<OvsdbAtom>
{
    private protected OvsdbAtom()
    {
    }

    /// <summary>A string atom.</summary>
    public static implicit operator OvsdbAtom(string value) => new OvsdbString(value);

    /// <summary>An integer atom.</summary>
    public static implicit operator OvsdbAtom(long value) => new OvsdbInteger(value);

    /// <summary>A boolean atom.</summary>
    public static implicit operator OvsdbAtom(bool value) => new OvsdbBoolean(value);

    /// <summary>A uuid atom: a reference to a row.</summary>
    public static implicit operator OvsdbAtom(Uuid value) => new OvsdbUuid(value);

    /// <summary>A total order that makes sets and maps canonical: by type, then by value; strings by code point.</summary>
    public int CompareTo(OvsdbAtom? other) => (this, other) switch
    {
        (_, null) => 1,
        (OvsdbInteger a, OvsdbInteger b) => a.Value.CompareTo(b.Value),
        (OvsdbReal a, OvsdbReal b) => a.Value.CompareTo(b.Value),
        (OvsdbBoolean a, OvsdbBoolean b) => a.Value.CompareTo(b.Value),
        (OvsdbString a, OvsdbString b) => Utf8Order.Compare(a.Value, b.Value),
        (OvsdbUuid a, OvsdbUuid b) => a.Value.CompareTo(b.Value),
        (OvsdbNamedUuid a, OvsdbNamedUuid b) => string.CompareOrdinal(a.Name, b.Name),
        _ => Rank(this).CompareTo(Rank(other)),
    };

    internal static OvsdbAtom ReadAtom(JsonCursor cursor)
    {
        if (cursor.Token != JsonToken.StartArray) return ReadScalar(cursor);
        cursor.Next();
        var tag = cursor.String();
        cursor.Next();
        var atom = ReadTagged(tag, cursor);
        cursor.Next();
        cursor.Expect(JsonToken.EndArray);
        return atom;
    }

    internal static OvsdbAtom ReadScalar(JsonCursor cursor)
    {
        if (cursor.Token == JsonToken.String) return new OvsdbString(cursor.String());
        if (cursor.Token == JsonToken.Boolean) return new OvsdbBoolean(cursor.Boolean());
        var (integer, real) = cursor.Number();
        return integer is { } whole ? new OvsdbInteger(whole) : new OvsdbReal(real);
    }

    internal static OvsdbAtom ReadTagged(string tag, JsonCursor cursor)
    {
        var text = cursor.String();
        if (tag == "named-uuid") return new OvsdbNamedUuid(text);
        if (tag != "uuid") throw OvsdbException.Protocol($"a value is tagged \"{tag}\"");
        return Uuid.TryParse(text, out var uuid) ? new OvsdbUuid(uuid) : throw OvsdbException.Protocol($"\"{text}\" is not a UUID");
    }

    private static int Rank(OvsdbAtom atom) => atom switch
    {
        OvsdbInteger => 0,
        OvsdbReal => 1,
        OvsdbBoolean => 2,
        OvsdbString => 3,
        OvsdbUuid => 4,
        _ => 5,
    };
}
