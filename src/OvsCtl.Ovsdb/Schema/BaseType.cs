using System.Text.Json;

namespace OvsCtl.Ovsdb;

/// <summary>An atomic type with its limits (RFC 7047 §3.2 &lt;base-type&gt;).</summary>
public sealed record BaseType
{
    /// <summary>The type without its limits.</summary>
    public required AtomicType Type { get; init; }

    /// <summary>The only values allowed; null when any is.</summary>
    public OvsdbSet? Enum { get; init; }

    /// <summary>Least integer or real, inclusive; null for none.</summary>
    public OvsdbAtom? Minimum { get; init; }

    /// <summary>Greatest integer or real, inclusive; null for none.</summary>
    public OvsdbAtom? Maximum { get; init; }

    /// <summary>Least length of a string in characters (code points).</summary>
    public long MinimumLength { get; init; }

    /// <summary>Greatest length of a string in characters (code points).</summary>
    public long MaximumLength { get; init; } = uint.MaxValue;

    /// <summary>The table that a uuid refers to; null when it is any uuid.</summary>
    public string? RefTable { get; init; }

    /// <summary>True when the row referred to may go away, which clears the reference.</summary>
    public bool IsWeakReference { get; init; }

    /// <summary>What an atom of this type is when nobody set it (RFC 7047 §5.2.1).</summary>
    public OvsdbAtom Default => Type switch
    {
        AtomicType.Integer => new OvsdbInteger(0),
        AtomicType.Real => new OvsdbReal(0),
        AtomicType.Boolean => new OvsdbBoolean(false),
        AtomicType.String => new OvsdbString(""),
        _ => new OvsdbUuid(default),
    };

    /// <summary>Why the atom may not stand in a column of this type; null when it may.</summary>
    public string? WhyNot(OvsdbAtom atom)
    {
        if (!HasType(atom)) return $"{atom} is not {this}";
        // The row behind a name within the transaction is not known yet.
        if (Enum is not null && atom is not OvsdbNamedUuid && !Enum.Contains(atom)) return $"{atom} is not one of the allowed values {Enum}";
        if (Minimum is not null && atom.CompareTo(Minimum) < 0) return $"{atom} is less than {Minimum}";
        if (Maximum is not null && atom.CompareTo(Maximum) > 0) return $"{atom} is greater than {Maximum}";
        if (atom is not OvsdbString { Value: var text }) return null;
        // A character has one UTF-16 code unit or two: mostly there is nothing to count.
        if (MinimumLength == 0 && text.Length <= MaximumLength) return null;
        long length = text.EnumerateRunes().Count();
        return length < MinimumLength || length > MaximumLength ? $"{atom} has {length} characters, not {MinimumLength} to {MaximumLength}" : null;
    }

    /// <summary>The type in words, with its limits.</summary>
    public override string ToString()
    {
        var limits = (Enum, Minimum, Maximum) switch
        {
            ({ } allowed, _, _) => $" of {allowed}",
            (_, { } minimum, { } maximum) => $" from {minimum} to {maximum}",
            (_, { } minimum, _) => $" of at least {minimum}",
            (_, _, { } maximum) => $" of at most {maximum}",
            _ => "",
        };
        return Type.ToString().ToLowerInvariant() + limits;
    }

    /// <summary>The type with nothing but its atoms' type: what an operand of arithmetic has to be.</summary>
    internal BaseType WithoutLimits() => new() { Type = Type };

    /// <summary>The atom as this type has it: whole numbers arrive as integers also where the column is real. Null when it does not fit.</summary>
    internal OvsdbAtom? Coerce(OvsdbAtom atom)
    {
        if (Type == AtomicType.Real && atom is OvsdbInteger { Value: var whole }) return new OvsdbReal(whole);
        return HasType(atom) ? atom : null;
    }

    /// <summary>Reads a &lt;base-type&gt; or an &lt;atomic-type&gt;, such as <c>"integer"</c> with its quotes.</summary>
    /// <exception cref="OvsdbException"><see cref="OvsdbErrorKind.ProtocolError"/>: the text is neither.</exception>
    public static BaseType Parse(string json)
    {
        var token = SchemaObject.Load(json);
        var type = Parse(token);
        SchemaMembers.CheckBaseType(token);
        return type;
    }

    /// <summary>The type as JSON text in normal form.</summary>
    public string ToJson() => OvsdbJson.NormalizeAny(OvsdbJsonWriter.Write(WriteTo));

    /// <summary>Reads an &lt;atom&gt; of this type.</summary>
    /// <exception cref="OvsdbException">The text is no atom, or (<see cref="OvsdbErrorKind.ConstraintViolation"/>) one that the type's limits do not allow.</exception>
    public OvsdbAtom ParseAtom(string json)
    {
        var value = OvsdbValue.Parse(json);
        // A name within a transaction stands for an atom only there.
        if (value is not OvsdbAtom atom || atom is OvsdbNamedUuid || Coerce(atom) is not { } coerced)
            throw new OvsdbException(OvsdbErrorKind.SyntaxError, $"{value} is not {this}");
        return WhyNot(coerced) is { } reason ? throw new OvsdbException(OvsdbErrorKind.ConstraintViolation, reason) : coerced;
    }

    internal static BaseType Parse(JsonElement json)
    {
        if (SchemaObject.IsScalar(json)) return new BaseType { Type = ParseAtomicType(json) };
        var o = new SchemaObject(json);
        var type = ParseAtomicType(o.Required("type"));
        var bare = new BaseType { Type = type };
        // Limits that the type cannot have mean nothing; where they are an error, SchemaMembers says so.
        var result = (type, o.Optional("enum")) switch
        {
            (_, { } allowed) => bare with { Enum = ParseEnum(bare, allowed) },
            (AtomicType.Integer, _) => bare with { Minimum = ParseLimit(o, bare, "minInteger", long.MinValue), Maximum = ParseLimit(o, bare, "maxInteger", long.MaxValue) },
            (AtomicType.Real, _) => bare with { Minimum = ParseLimit(o, bare, "minReal", new OvsdbReal(double.MinValue)), Maximum = ParseLimit(o, bare, "maxReal", new OvsdbReal(double.MaxValue)) },
            (AtomicType.String, _) => bare with { MinimumLength = o.Integer("minLength", 0, uint.MaxValue) ?? 0, MaximumLength = o.Integer("maxLength", 0, uint.MaxValue) ?? uint.MaxValue },
            (AtomicType.Uuid, _) when o.Id("refTable") is { } table => bare with { RefTable = table, IsWeakReference = ParseIsWeak(o) },
            _ => bare,
        };
        if (result is { Minimum: { } minimum, Maximum: { } maximum } && minimum.CompareTo(maximum) > 0) throw OvsdbException.Protocol($"minimum {minimum} exceeds maximum {maximum}");
        if (result.MinimumLength > result.MaximumLength) throw OvsdbException.Protocol($"minLength {result.MinimumLength} exceeds maxLength {result.MaximumLength}");
        return result;
    }

    internal bool HasLimits => this != WithoutLimits();

    internal void WriteTo(OvsdbJsonWriter writer)
    {
        var type = Type.ToString().ToLowerInvariant();
        if (!HasLimits)
        {
            writer.WriteValue(type);
            return;
        }

        var suffix = Type == AtomicType.Integer ? "Integer" : "Real";
        writer.WriteStartObject();
        writer.WriteMember("type", type);
        WriteLimit(writer, "enum", Enum);
        WriteLimit(writer, $"min{suffix}", Minimum);
        WriteLimit(writer, $"max{suffix}", Maximum);
        if (MinimumLength > 0) writer.WriteMember("minLength", MinimumLength);
        if (MaximumLength < uint.MaxValue) writer.WriteMember("maxLength", MaximumLength);
        if (RefTable is not null) writer.WriteMember("refTable", RefTable);
        if (IsWeakReference) writer.WriteMember("refType", "weak");
        writer.WriteEndObject();
    }

    private static void WriteLimit(OvsdbJsonWriter writer, string name, OvsdbValue? limit)
    {
        if (limit is null) return;
        writer.WritePropertyName(name);
        limit.WriteTo(writer);
    }

    private bool HasType(OvsdbAtom atom) => (Type, atom) switch
    {
        (AtomicType.Integer, OvsdbInteger) or (AtomicType.Real, OvsdbReal) or (AtomicType.Boolean, OvsdbBoolean) => true,
        (AtomicType.String, OvsdbString) or (AtomicType.Uuid, OvsdbUuid or OvsdbNamedUuid) => true,
        _ => false,
    };

    private static AtomicType ParseAtomicType(JsonElement json) => (json.ValueKind == JsonValueKind.String ? json.GetString() : null) switch
    {
        "integer" => AtomicType.Integer,
        "real" => AtomicType.Real,
        "boolean" => AtomicType.Boolean,
        "string" => AtomicType.String,
        "uuid" => AtomicType.Uuid,
        _ => throw OvsdbException.Protocol($"{SchemaObject.Brief(json)} is not an atomic type: integer, real, boolean, string or uuid"),
    };

    private static OvsdbSet ParseEnum(BaseType type, JsonElement json)
    {
        var value = SchemaObject.Value(json);
        if (value is OvsdbMap) throw OvsdbException.Protocol("enum is a map, not a set");
        if (value.ElementCount == 0) throw OvsdbException.Protocol("enum allows no value");
        return OvsdbSet.Of(value.AsSet().Select(atom => atom is OvsdbNamedUuid ? null : type.Coerce(atom)).Select(atom => atom ?? throw OvsdbException.Protocol($"enum has a value that is not of type {type.Type}")));
    }

    /// <param name="o">The object that may have the limit.</param>
    /// <param name="type">What the limit has to be.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="none">The limit that is none.</param>
    private static OvsdbAtom? ParseLimit(SchemaObject o, BaseType type, string name, OvsdbAtom none) =>
        o.Optional(name) is not { } json ? null
        : SchemaObject.Value(json) is not OvsdbAtom atom || type.Coerce(atom) is not { } limit ? throw OvsdbException.Protocol($"{name} is not of type {type.Type}")
        : limit == none ? null : limit;

    private static bool ParseIsWeak(SchemaObject o) => o.String("refType") switch
    {
        null or "strong" => false,
        "weak" => true,
        var other => throw OvsdbException.Protocol($"refType is \"{other}\", not \"strong\" or \"weak\""),
    };
}
