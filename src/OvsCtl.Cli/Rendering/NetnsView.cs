using System.Globalization;
using System.Text;
using System.Text.Json;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Output;

namespace OvsCtl.Cli.Rendering;

/// <summary>As <c>ip netns list</c> prints it, so that scripts can change over.</summary>
internal static class NetnsView
{
    public static void Write(TextWriter output, IReadOnlyList<NamespaceEntry> entries, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json:
                output.WriteLine(Json(entries));
                break;
            case OutputFormat.Yaml:
                output.Write(YamlText.FromJson(Json(entries)));
                break;
            default:
                foreach (var entry in entries) output.WriteLine(Line(entry));
                break;
        }
    }

    private static string Line(NamespaceEntry entry) =>
        entry.IsStale ? $"{entry.Name} (stale)"
        : entry.NsId is { } id ? string.Create(CultureInfo.InvariantCulture, $"{entry.Name} (id: {id})")
        : entry.Name;

    // The keys of 'ip -json netns'.
    private static string Json(IReadOnlyList<NamespaceEntry> entries)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var entry in entries)
            {
                json.WriteStartObject();
                json.WriteString("name", entry.Name);
                if (entry.NsId is { } id) json.WriteNumber("id", id);
                if (entry.IsStale) json.WriteBoolean("stale", true);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
