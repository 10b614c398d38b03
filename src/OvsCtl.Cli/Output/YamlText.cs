using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OvsCtl.Cli.Output;

/// <summary>JSON as block YAML. Every string that a YAML reader could take for something else keeps its quotes.</summary>
internal static partial class YamlText
{
    public static string FromJson(string json)
    {
        using var document = JsonDocument.Parse(json);
        var yaml = new StringBuilder();
        AppendValue(yaml, document.RootElement, indent: 0, isAfterKey: false);
        return yaml.ToString();
    }

    private static void AppendValue(StringBuilder yaml, JsonElement value, int indent, bool isAfterKey)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when value.EnumerateObject().Any():
                if (isAfterKey) yaml.Append('\n');
                AppendObject(yaml, value, indent, isFirstIndented: true);
                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0:
                if (isAfterKey) yaml.Append('\n');
                AppendArray(yaml, value, indent);
                break;
            default:
                yaml.Append(isAfterKey ? " " : "").Append(Scalar(value)).Append('\n');
                break;
        }
    }

    private static void AppendObject(StringBuilder yaml, JsonElement value, int indent, bool isFirstIndented)
    {
        foreach (var property in value.EnumerateObject())
        {
            yaml.Append(' ', isFirstIndented ? indent : 0).Append(Text(property.Name)).Append(':');
            isFirstIndented = true;
            AppendValue(yaml, property.Value, indent + 2, isAfterKey: true);
        }
    }

    private static void AppendArray(StringBuilder yaml, JsonElement value, int indent)
    {
        foreach (var item in value.EnumerateArray())
        {
            yaml.Append(' ', indent).Append('-');
            if (item.ValueKind == JsonValueKind.Object && item.EnumerateObject().Any())
            {
                yaml.Append(' ');
                AppendObject(yaml, item, indent + 2, isFirstIndented: false);
            }
            else
            {
                AppendValue(yaml, item, indent + 2, isAfterKey: true);
            }
        }
    }

    private static string Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Text(value.GetString() ?? ""),
        JsonValueKind.Object => "{}",
        JsonValueKind.Array => "[]",
        _ => value.GetRawText(),
    };

    private static string Text(string text) =>
        PlainText().IsMatch(text) && !OtherMeaning().IsMatch(text) ? text : $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    // YAML 1.2 §7.3.3 allows more; this much is plain to every reader.
    [GeneratedRegex(@"^[A-Za-z_/][A-Za-z0-9_./+-]*( [A-Za-z0-9_./+(-][A-Za-z0-9_./+()-]*)*\z")]
    private static partial Regex PlainText();

    [GeneratedRegex(@"^(true|false|null|yes|no|on|off|y|n)\z", RegexOptions.IgnoreCase)]
    private static partial Regex OtherMeaning();
}
