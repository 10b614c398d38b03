namespace OvsCtl.Ovsdb;

/// <summary>A change of a column by what it holds (RFC 7047 §5.1 &lt;mutation&gt;).</summary>
/// <param name="Column">The column.</param>
/// <param name="Mutator">One of +=, -=, *=, /=, %=, insert, delete.</param>
/// <param name="Value">The operand. Inserting into a map leaves keys that are there alone; deleting from a map also takes a set of keys.</param>
public sealed partial record Mutation(string Column, string Mutator, OvsdbValue Value)
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
                return type.IsMap || !isNumber ? Inapplicable(type) : OperandType(type).WhyNot(Value);
            case "insert" or "delete":
                if (type.IsScalar) return Inapplicable(type);
                var error = OperandType(type).WhyNot(Value);
                // Pairs that cannot be in the map are tried as keys, which they are not.
                return error is not null && Mutator == "delete" && Value is OvsdbMap ? ValueError.Shape(error.Reason) : error;
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

    /// <summary>What the operand has to be, for a column of this type that the mutator can be applied to.</summary>
    private ColumnType OperandType(ColumnType type) => Mutator switch
    {
        "insert" => type with { Min = 0 },
        // Pairs, or only their keys, may be deleted from a map.
        "delete" => type with { Min = 0, Max = long.MaxValue, Value = Value is OvsdbMap ? type.Value : null },
        _ => new ColumnType { Key = type.Key.WithoutLimits() },
    };

    private ValueError Inapplicable(ColumnType type) => ValueError.Shape($"\"{Mutator}\" cannot be applied to {type}");
}
