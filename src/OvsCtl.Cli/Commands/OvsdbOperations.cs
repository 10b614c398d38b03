using System.Text.Json;
using OvsCtl.Ovsdb;

namespace OvsCtl.Cli.Commands;

/// <summary>The operations that a user wrote, as the parameters of "transact"; what is wrong with them is said with its place.</summary>
internal static class OvsdbOperations
{
    /// <summary>As deep as a server reads.</summary>
    public static readonly JsonDocumentOptions Json = new() { MaxDepth = 1000 };

    public static string ToParameters(string text, string database)
    {
        using var document = Read(text);
        if (document.RootElement.ValueKind != JsonValueKind.Array) throw new CommandFailure(ExitCode.Usage, "OPERATIONS is not a JSON array");
        var operations = document.RootElement.EnumerateArray().ToList();
        // ovsdb-client takes the database's name as the first element.
        var isNamed = operations is [{ ValueKind: JsonValueKind.String }, ..];
        for (var i = isNamed ? 1 : 0; i < operations.Count; i++)
        {
            if (operations[i].ValueKind != JsonValueKind.Object) throw new CommandFailure(ExitCode.Usage, $"OPERATIONS: element {i + 1} is {operations[i].GetRawText()}, not an operation");
        }

        return isNamed ? text.Trim() : $"[{string.Join(',', operations.Select(operation => operation.GetRawText()).Prepend(new OvsdbString(database).ToString()))}]";
    }

    private static JsonDocument Read(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) throw new CommandFailure(ExitCode.Usage, "OPERATIONS is empty; expected a JSON array");
        try
        {
            return JsonDocument.Parse(text, Json);
        }
        catch (JsonException e)
        {
            // The reader counts from 0, and says both numbers again at the end of its sentence.
            var reason = e.Message.Split(" LineNumber:", 2)[0];
            throw new CommandFailure(ExitCode.Usage, $"OPERATIONS is not JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: {reason}", e);
        }
    }
}
