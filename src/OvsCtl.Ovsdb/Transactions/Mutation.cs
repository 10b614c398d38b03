namespace OvsCtl.Ovsdb;

/// <summary>A change of a column by what it holds (RFC 7047 §5.1 &lt;mutation&gt;).</summary>
/// <param name="Column">The column.</param>
/// <param name="Mutator">One of +=, -=, *=, /=, %=, insert, delete.</param>
/// <param name="Value">The operand. Inserting into a map leaves keys that are there alone; deleting from a map also takes a set of keys.</param>
public sealed record Mutation(string Column, string Mutator, OvsdbValue Value)
{
    /// <summary>Adds elements to a set, or pairs with new keys to a map.</summary>
    public static Mutation Insert(string column, OvsdbValue value) => new(column, "insert", value);

    /// <summary>Takes elements from a set, or pairs from a map.</summary>
    public static Mutation Delete(string column, OvsdbValue value) => new(column, "delete", value);

    /// <summary>The mutations that make a map hold these pairs and leave its other keys alone.</summary>
    public static IReadOnlyList<Mutation> SetKeys(string column, IReadOnlyDictionary<string, string> pairs) => pairs.Count == 0 ? [] :
    [
        Delete(column, OvsdbSet.Of(pairs.Keys.Select(key => (OvsdbAtom)key))),
        Insert(column, OvsdbMap.Of(pairs)),
    ];

    /// <summary>Why the server would refuse it for a column of this type; null when it would not (the rules of ovsdb/mutation.c).</summary>
    internal ValueError? WhyNot(ColumnType type)
    {
        switch (Mutator)
        {
            case "+=" or "-=" or "*=" or "/=" or "%=":
                var isNumber = type.Key.Type == AtomicType.Integer || (type.Key.Type == AtomicType.Real && Mutator != "%=");
                return type.IsMap || !isNumber ? Inapplicable(type) : new ColumnType { Key = type.Key.WithoutLimits() }.WhyNot(Value);
            case "insert":
                return type.IsScalar ? Inapplicable(type) : (type with { Min = 0 }).WhyNot(Value);
            case "delete":
                if (type.IsScalar) return Inapplicable(type);
                var any = type with { Min = 0, Max = long.MaxValue };
                // Pairs, or only their keys, may be deleted from a map.
                return any.IsMap && Value is not OvsdbMap ? (any with { Value = null }).WhyNot(Value) : any.WhyNot(Value);
            default:
                return ValueError.Shape($"\"{Mutator}\" is none of +=, -=, *=, /=, %=, insert, delete");
        }
    }

    internal void WriteTo(OvsdbJsonWriter writer)
    {
        writer.WriteStartArray();
        writer.WriteValue(Column);
        writer.WriteValue(Mutator);
        Value.WriteTo(writer);
        writer.WriteEndArray();
    }

    private ValueError Inapplicable(ColumnType type) => ValueError.Shape($"{Mutator} cannot be applied to {type}");
}
