using System.Text.Json;

namespace OvsCtl.Ovsdb;

/// <summary>JSON of a request, taken apart so that each piece is read by what belongs in its place.</summary>
internal static class JsonText
{
    /// <exception cref="OvsdbException"><see cref="OvsdbErrorKind.SyntaxError"/>: the text is not one array or object as a server reads it.</exception>
    public static JsonDocument Parse(string json)
    {
        try
        {
            // Stricter than the reader below: what has passed here, that takes.
            using var strict = OvsdbJson.Open(json);
            return JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = OvsdbJson.MaximumDepth });
        }
        catch (OvsdbException e)
        {
            throw new OvsdbException(OvsdbErrorKind.SyntaxError, e.Message, e);
        }
    }

    public static string String(JsonElement json) => ((OvsdbString)OvsdbValue.Parse(json.GetRawText())).Value;

    /// <exception cref="OvsdbException"><see cref="OvsdbErrorKind.SyntaxError"/>: the text is no value that can stand alone.</exception>
    public static OvsdbValue Value(string json, string table, string column)
    {
        OvsdbValue value;
        try
        {
            value = OvsdbValue.Parse(json);
        }
        catch (OvsdbException e)
        {
            throw ValueError.Shape(e.Message).ToException(table, column);
        }

        return value.Atoms.OfType<OvsdbNamedUuid>().FirstOrDefault() is { } name ? throw ValueError.Shape($"{name} has a meaning only within a transaction").ToException(table, column) : value;
    }
}
