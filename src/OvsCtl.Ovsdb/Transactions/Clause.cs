using System.Text.Json;

namespace OvsCtl.Ovsdb;

/// <summary>What conditions and mutations have in common on the wire: <c>[column, word, value]</c>. A condition may also be <c>true</c> or <c>false</c>.</summary>
/// <param name="Constant">Of such a condition, which; the rest is empty then.</param>
/// <param name="Column">The column's name.</param>
/// <param name="Word">The function or mutator.</param>
/// <param name="Value">Its operand, as it is written: what is wrong with the others is found first.</param>
internal sealed record Clause(bool? Constant, string Column, string Word, string Value)
{
    /// <exception cref="OvsdbException">The text is no clause.</exception>
    public static Clause Parse(string json) => ParseList($"[{json}]").ToList() is [var clause] ? clause : throw Error("expected one");

    /// <summary>Reads one after the other, as they are asked for: of several errors the first is the one to tell.</summary>
    /// <exception cref="OvsdbException">The text is no array of clauses.</exception>
    public static IEnumerable<Clause> ParseList(string json)
    {
        using var document = JsonText.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Array) throw Error("expected an array");
        foreach (var clause in document.RootElement.EnumerateArray()) yield return Read(clause);
    }

    /// <summary>The column in the table's schema.</summary>
    /// <exception cref="OvsdbException">There is none.</exception>
    public ColumnSchema FindColumn(TableSchema table) =>
        table.FindColumn(Column) ?? throw new ValueError(OvsdbErrorKind.UnknownColumn, "the table has no such column").ToException(table.Name, Column);

    /// <summary>The operand.</summary>
    /// <exception cref="OvsdbException">It is no value, or names a row of a transaction, and there is none here.</exception>
    public OvsdbValue ReadValue(TableSchema table) => JsonText.Value(Value, table.Name, Column);

    private static Clause Read(JsonElement json) => json switch
    {
        { ValueKind: JsonValueKind.True or JsonValueKind.False } => new Clause(json.GetBoolean(), "", "", ""),
        { ValueKind: JsonValueKind.Array } when json.GetArrayLength() == 3 && json[0].ValueKind == JsonValueKind.String && json[1].ValueKind == JsonValueKind.String =>
            new Clause(null, JsonText.String(json[0]), JsonText.String(json[1]), json[2].GetRawText()),
        _ => throw Error($"{json.GetRawText()} is not [column, word, value]"),
    };

    private static OvsdbException Error(string message) => new(OvsdbErrorKind.SyntaxError, message);
}
