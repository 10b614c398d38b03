using System.Text.Json;
using System.Text.Json.Serialization;
using OvsCtl.OpenFlow;

namespace OvsCtl.Cli.Rendering.Messages;

/// <summary>Writes a match in the syntax of flows, and its conditions one by one. Nothing is ever read.</summary>
internal sealed class MatchConverter : JsonConverter<Match>
{
    public override Match Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, Match value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("text", value.ToString());
        writer.WriteStartArray("fields");
        foreach (var entry in value.Entries) MatchEntryConverter.Write(writer, entry);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
