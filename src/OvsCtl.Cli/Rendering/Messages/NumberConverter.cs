using System.Text.Json;
using System.Text.Json.Serialization;

namespace OvsCtl.Cli.Rendering.Messages;

/// <summary>Writes an id as the number it is on the wire. Nothing is ever read.</summary>
internal sealed class NumberConverter<T>(Func<T, uint> number) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteNumberValue(number(value));
}
