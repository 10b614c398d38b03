using System.Collections;
using System.Net;
using System.Text;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.Tests.LabFiles;

/// <summary>A spec as text, every property but positions: records compare collections by reference, texts compare all.</summary>
internal static class SpecDump
{
    public static string Of(LabSpec spec, bool withCheckTexts = true)
    {
        var text = new StringBuilder();
        Write(text, "", "lab", spec);
        var lines = text.ToString().Split('\n');
        return string.Join('\n', withCheckTexts ? lines : lines.Where(line => !line.TrimStart().StartsWith("Text: ", StringComparison.Ordinal)));
    }

    private static void Write(StringBuilder text, string indent, string name, object? value)
    {
        if (value is Position) return;
        text.Append(indent).Append(name).Append(": ");
        switch (value)
        {
            case IReadOnlyDictionary<string, string> texts:
                text.Append('\n');
                foreach (var pair in texts) Write(text, indent + "  ", Escape(pair.Key), pair.Value);
                break;
            case IEnumerable list and not string:
                text.Append('\n');
                foreach (var item in list) Write(text, indent + "  ", "-", item);
                break;
            case null or string or Enum or IPAddress or IPNetwork or InterfaceAddress or MacAddress or TimeSpan or bool or int or ulong or double:
                text.Append(Escape($"{value ?? "(null)"}")).Append('\n');
                break;
            default:
                text.Append('\n');
                foreach (var property in value.GetType().GetProperties()) Write(text, indent + "  ", property.Name, property.GetValue(value));
                break;
        }
    }

    // Line breaks inside a value must not look like lines of the dump.
    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
