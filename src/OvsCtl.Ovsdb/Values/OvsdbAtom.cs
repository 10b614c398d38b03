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
        (OvsdbUuid a, OvsdbUuid b) => a.Value.CompareTo(b.Value),
        (OvsdbString a, OvsdbString b) => Utf8Order.Compare(a.Value, b.Value),
        (OvsdbInteger a, OvsdbInteger b) => a.Value.CompareTo(b.Value),
        (OvsdbReal a, OvsdbReal b) => a.Value.CompareTo(b.Value),
        (OvsdbBoolean a, OvsdbBoolean b) => a.Value.CompareTo(b.Value),
        (OvsdbNamedUuid a, OvsdbNamedUuid b) => string.CompareOrdinal(a.Name, b.Name),
        _ => Rank(this).CompareTo(Rank(other)),
    };

    internal static OvsdbAtom ReadAtom(JsonCursor cursor)
    {
        if (cursor.Token != JsonToken.StartArray) return ReadScalar(cursor);
        cursor.Next();
        var isNamed = cursor.IsString("named-uuid"u8);
        if (!isNamed && !cursor.IsString("uuid"u8)) throw OvsdbException.Protocol($"a value is tagged \"{cursor.String()}\"");
        return ReadTagged(isNamed, cursor);
    }

    internal static OvsdbAtom ReadScalar(JsonCursor cursor)
    {
        if (cursor.Token == JsonToken.String) return cursor.StringAtom();
        if (cursor.Token == JsonToken.Boolean) return cursor.Boolean() ? AtomPool.True : AtomPool.False;
        var (integer, real) = cursor.Number();
        return integer is { } whole ? AtomPool.Integer(whole) : new OvsdbReal(real);
    }

    /// <summary>Reads on from the tag of ["uuid", text] or ["named-uuid", text].</summary>
    internal static OvsdbAtom ReadTagged(bool isNamed, JsonCursor cursor)
    {
        cursor.Next();
        OvsdbAtom atom = isNamed ? new OvsdbNamedUuid(cursor.String()) : new OvsdbUuid(cursor.Uuid());
        cursor.Next();
        cursor.Expect(JsonToken.EndArray);
        return atom;
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
