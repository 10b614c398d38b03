using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Output;

/// <summary>Answers that have no message of the API: JSON written by hand, and YAML made of it.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, s_options)) write(json);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>A string with its quotes.</summary>
    public static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    /// <summary>A list, in the form the user asked for.</summary>
    public static void WriteList<T>(CliContext context, IReadOnlyCollection<T> items, Action<Utf8JsonWriter, T> item, Action text)
    {
        if (context.Format is not (OutputFormat.Json or OutputFormat.Yaml))
        {
            text();
            return;
        }

        var all = Write(json =>
        {
            json.WriteStartArray();
            foreach (var each in items) item(json, each);
            json.WriteEndArray();
        });
        if (context.Format == OutputFormat.Json) context.Terminal.Out.WriteLine(all);
        else context.Terminal.Out.Write(YamlText.FromJson(all));
    }
}
