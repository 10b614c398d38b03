using System.Text.Json;
using System.Text.Json.Serialization;

namespace OvsCtl.Cli.Rendering.Messages;

/// <summary>Writes one of several types with a common base: its name, its text if it has one, then all it holds. Nothing is ever read.</summary>
internal sealed class VariantConverter<T>(Func<T, string>? text = null) : JsonConverter<T>
    where T : notnull
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        var type = value.GetType();
        writer.WriteStartObject();
        writer.WriteString("kind", JsonNamingPolicy.SnakeCaseLower.ConvertName(type.Name));
        if (text is not null) writer.WriteString("text", text(value));
        foreach (var property in JsonSerializer.SerializeToElement(value, options.GetTypeInfo(type)).EnumerateObject())
        {
            property.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
