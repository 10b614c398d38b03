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

    internal void WriteTo(OvsdbJsonWriter writer)
    {
        writer.WriteStartArray();
        writer.WriteValue(Column);
        writer.WriteValue(Mutator);
        Value.WriteTo(writer);
        writer.WriteEndArray();
    }
}
