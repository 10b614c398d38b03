using System.Text.Json;

namespace OvsCtl.Ovsdb;

/// <summary>What a column may hold (RFC 7047 §3.2 &lt;type&gt;): an atom, an optional atom, a set or a map.</summary>
public sealed record ColumnType
{
    /// <summary>The type of the atoms, or of a map's keys.</summary>
    public required BaseType Key { get; init; }

    /// <summary>The type of a map's values; null when this is no map.</summary>
    public BaseType? Value { get; init; }

    /// <summary>Least count of elements: 0 or 1.</summary>
    public long Min { get; init; } = 1;

    /// <summary>Greatest count of elements; <see cref="long.MaxValue"/> is "unlimited".</summary>
    public long Max { get; init; } = 1;

    /// <summary>True when the column holds key-value pairs.</summary>
    public bool IsMap => Value is not null;

    /// <summary>True when the column always holds exactly one atom.</summary>
    public bool IsScalar => !IsMap && Min == 1 && Max == 1;

    /// <summary>What the column holds when nobody set it (RFC 7047 §5.2.1). A monitor does not send such values.</summary>
    public OvsdbValue Default => this switch
    {
        { IsScalar: true } => Key.Default,
        { Value: { } value } => Min == 0 ? OvsdbMap.Empty : OvsdbMap.Of([KeyValuePair.Create(Key.Default, value.Default)]),
        _ => Min == 0 ? OvsdbSet.Empty : OvsdbSet.Of(Key.Default),
    };

    /// <summary>
    /// Brings a value as received into the shape of this type: an atom for a scalar, a set or a map otherwise, and reals where reals belong.
    /// </summary>
    /// <exception cref="OvsdbException"><see cref="OvsdbErrorKind.ProtocolError"/>: the value does not fit.</exception>
    public OvsdbValue Coerce(OvsdbValue value)
    {
        if (Value is not null) return CoerceMap(value, Value);
        if (value is OvsdbAtom atom)
        {
            var coerced = Key.Coerce(atom) ?? throw Mismatch(value);
            return IsScalar ? coerced : OvsdbSet.Of(coerced);
        }

        var set = value as OvsdbSet ?? (value is OvsdbMap { Count: 0 } && !IsScalar ? OvsdbSet.Empty : throw Mismatch(value));
        if (IsScalar) return set.Count == 1 ? Key.Coerce(set[0]) ?? throw Mismatch(value) : throw Mismatch(value);
        // Coercing keeps the order within one type: no need to sort again when nothing changes.
        if (Key.Type == AtomicType.Real) return OvsdbSet.Of(set.Select(one => Key.Coerce(one) ?? throw Mismatch(value)));
        for (var i = 0; i < set.Count; i++)
        {
            if (Key.Coerce(set[i]) is null) throw Mismatch(value);
        }

        return set;
    }

    /// <summary>True when the column holds one atom or none.</summary>
    public bool IsOptional => !IsMap && Min == 0 && Max == 1;

    /// <summary>Why the value may not stand in a column of this type; null when it may.</summary>
    internal ValueError? WhyNot(OvsdbValue value)
    {
        // One atom fits any count.
        if (!IsMap && value is OvsdbAtom one) return WhyNot(Key, one);
        if (Value is { } valueType && value is OvsdbMap map)
        {
            return WhyNotCount(map.Count) ?? map.Select(pair => WhyNot(Key, pair.Key) ?? WhyNot(valueType, pair.Value)).FirstOrDefault(error => error is not null);
        }

        if (value is OvsdbMap || IsMap) return ValueError.Shape($"{value} is not {this}");
        var set = value.AsSet();
        return WhyNotCount(set.Count) ?? set.Select(atom => WhyNot(Key, atom)).FirstOrDefault(error => error is not null);
    }

    /// <summary>The type in words, such as "optional integer" or "map of up to 5 string to string pairs".</summary>
    public override string ToString()
    {
        if (IsScalar) return $"one {Key}";
        if (IsOptional) return $"optional {Key}";
        var count = (Min, Max) switch
        {
            (0, long.MaxValue) => "",
            (_, long.MaxValue) => $"{Min} or more ",
            (0, _) => $"up to {Max} ",
            _ when Min == Max => $"{Min} ",
            _ => $"{Min} to {Max} ",
        };
        return Value is null ? $"set of {count}{Key}" : $"map of {count}{Key} to {Value}";
    }

    /// <summary>
    /// Applies the difference that a "modify" of update2 carries (ovsdb-server(7), Update2 Notification): columns of at most one
    /// element are replaced, sets change by exclusive or, maps by key.
    /// </summary>
    /// <exception cref="OvsdbException"><see cref="OvsdbErrorKind.ProtocolError"/>: the difference is none of such a column, or its result has too many elements.</exception>
    public OvsdbValue ApplyDifference(OvsdbValue old, OvsdbValue difference)
    {
        var change = Coerce(difference);
        return (old, change) switch
        {
            _ when Max == 1 => change,
            (OvsdbSet set, OvsdbSet toggled) when set.SymmetricDifference(toggled) is { } result && result.Count <= Max => result,
            (OvsdbMap map, OvsdbMap pairs) when map.ApplyDifference(pairs) is { } result && result.Count <= Max => result,
            _ => throw Mismatch(difference),
        };
    }

    /// <summary>Reads a &lt;type&gt;, such as <c>"string"</c> with its quotes or <c>{"key": "string", "min": 0, "max": "unlimited"}</c>.</summary>
    /// <exception cref="OvsdbException"><see cref="OvsdbErrorKind.ProtocolError"/>: the text is no type.</exception>
    public static ColumnType Parse(string json)
    {
        var token = SchemaObject.Load(json);
        var type = Parse(token);
        SchemaMembers.CheckType(token);
        return type;
    }

    /// <summary>The type as JSON text in normal form.</summary>
    public string ToJson() => OvsdbJson.NormalizeAny(OvsdbJsonWriter.Write(WriteTo));

    /// <summary>Reads a &lt;value&gt; that may stand in a column of this type, in the shape that <see cref="Coerce"/> gives it.</summary>
    /// <exception cref="OvsdbException">The text is no value, or (<see cref="OvsdbErrorKind.ConstraintViolation"/>) one that the type's limits do not allow.</exception>
    public OvsdbValue ParseValue(string json)
    {
        var value = OvsdbValue.Parse(json);
        // A name within a transaction stands for a row only there.
        if (value.Atoms.Any(atom => atom is OvsdbNamedUuid)) throw new OvsdbException(OvsdbErrorKind.SyntaxError, $"{value} is not {this}");
        return WhyNot(value) is { } error ? throw new OvsdbException(error.Kind, error.Reason) : Coerce(value);
    }

    /// <summary>
    /// What a monitor sends when a column changes from <paramref name="old"/> to <paramref name="now"/>: <see cref="ApplyDifference"/> of it to the old value gives the new one.
    /// </summary>
    /// <exception cref="OvsdbException"><see cref="OvsdbErrorKind.ProtocolError"/>: one of the two is no value of this type.</exception>
    public OvsdbValue Difference(OvsdbValue old, OvsdbValue now) => (Coerce(old), Coerce(now)) switch
    {
        var (_, replacement) when Max == 1 => replacement,
        (OvsdbSet a, OvsdbSet b) => a.SymmetricDifference(b),
        (OvsdbMap a, OvsdbMap b) => OvsdbMap.Of(a.Where(pair => !b.ContainsKey(pair.Key)).Concat(b.Where(pair => !a.TryGetValue(pair.Key, out var before) || before != pair.Value))),
        _ => throw Mismatch(now),
    };

    internal static ColumnType Parse(JsonElement json)
    {
        // <type> is an <atomic-type> or an object; an object without "key" is an error, not a <base-type>.
        if (SchemaObject.IsScalar(json)) return new ColumnType { Key = BaseType.Parse(json) };
        var o = new SchemaObject(json);
        var type = new ColumnType
        {
            Key = SchemaObject.At("key", () => BaseType.Parse(o.Required("key"))),
            Value = o.Optional("value") is { } value ? SchemaObject.At("value", () => BaseType.Parse(value)) : null,
            Min = o.Integer("min", 0, 1) ?? 1,
            Max = o.Optional("max") is { ValueKind: JsonValueKind.String } max && max.ValueEquals("unlimited"u8) ? long.MaxValue : o.Integer("max", 1, uint.MaxValue - 1) ?? 1,
        };
        return type;
    }

    internal void WriteTo(OvsdbJsonWriter writer)
    {
        if (IsScalar && !Key.HasLimits)
        {
            Key.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        writer.WritePropertyName("key");
        Key.WriteTo(writer);
        if (Value is not null)
        {
            writer.WritePropertyName("value");
            Value.WriteTo(writer);
        }

        if (Min != 1) writer.WriteMember("min", Min);
        if (Max == long.MaxValue) writer.WriteMember("max", "unlimited");
        else if (Max != 1) writer.WriteMember("max", Max);
        writer.WriteEndObject();
    }

    private OvsdbMap CoerceMap(OvsdbValue value, BaseType valueType)
    {
        // An empty map may be written as an empty set (RFC 7047 §5.1 does not tell them apart by content).
        if (value is OvsdbSet { Count: 0 }) return OvsdbMap.Empty;
        if (value is not OvsdbMap map) throw Mismatch(value);
        if (Key.Type != AtomicType.Real && valueType.Type != AtomicType.Real)
            return map.All((key, element) => Key.Coerce(key) is not null && valueType.Coerce(element) is not null) ? map : throw Mismatch(value);
        return OvsdbMap.Of(map.Select(pair => KeyValuePair.Create(
            Key.Coerce(pair.Key) ?? throw Mismatch(value),
            valueType.Coerce(pair.Value) ?? throw Mismatch(value))));
    }

    private static ValueError? WhyNot(BaseType type, OvsdbAtom atom)
    {
        if (type.Coerce(atom) is not { } coerced) return ValueError.Shape($"{atom} is not {type}");
        return type.WhyNot(coerced) is { } reason ? ValueError.Constraint(reason) : null;
    }

    private ValueError? WhyNotCount(int count) =>
        count < Min || count > Max ? ValueError.Shape($"{count} elements are not {this}") : null;

    private OvsdbException Mismatch(OvsdbValue value) =>
        OvsdbException.Protocol($"{value} does not fit a column of {(IsMap ? "map" : "set")} type {Key.Type}{(IsMap ? $" to {Value?.Type}" : "")}, {Min} to {Max} elements");
}
