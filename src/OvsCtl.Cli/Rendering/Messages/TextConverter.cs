using System.Text.Json;
using System.Text.Json.Serialization;

namespace OvsCtl.Cli.Rendering.Messages;

/// <summary>Writes a value as the text it has elsewhere. Nothing is ever read.</summary>
internal sealed class TextConverter<T>(Func<T, string> text) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(text(value));
}
