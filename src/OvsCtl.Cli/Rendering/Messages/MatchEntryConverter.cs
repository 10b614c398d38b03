using System.Text.Json;
using System.Text.Json.Serialization;
using OvsCtl.OpenFlow;

namespace OvsCtl.Cli.Rendering.Messages;

/// <summary>Writes a field with its value and mask as bytes. Nothing is ever read.</summary>
internal sealed class MatchEntryConverter : JsonConverter<MatchEntry>
{
    public static void Write(Utf8JsonWriter writer, MatchEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteString("field", entry.Field.Name);
        writer.WriteString("value", entry.Value.ToString());
        if (entry.HasMask) writer.WriteString("mask", entry.Mask.ToString());
        writer.WriteEndObject();
    }

    public override MatchEntry Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, MatchEntry value, JsonSerializerOptions options) => Write(writer, value);
}
