using System.Text;
using Newtonsoft.Json;

namespace OvsCtl.Ovsdb;

/// <summary>A JSON writer that refuses the strings on which ovsdb-server closes the connection: with U+0000, or half of a surrogate pair.</summary>
internal sealed class OvsdbJsonWriter : JsonTextWriter
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private OvsdbJsonWriter(TextWriter text)
        : base(text)
    {
    }

    /// <exception cref="ArgumentException">A string cannot be sent.</exception>
    public static byte[] Write(Action<OvsdbJsonWriter> write)
    {
        var text = new StringBuilder();
        using (var writer = new OvsdbJsonWriter(new StringWriter(text))) write(writer);
        return StrictUtf8.GetBytes(text.ToString());
    }

    public override void WriteValue(string? value) => base.WriteValue(Check(value));

    public override void WritePropertyName(string name) => base.WritePropertyName(Check(name) ?? "");

    public override void WritePropertyName(string name, bool escape) => base.WritePropertyName(Check(name) ?? "", escape);

    public void WriteMember(string name, string value)
    {
        WritePropertyName(name);
        WriteValue(value);
    }

    public void WriteStrings(IEnumerable<string> values)
    {
        WriteStartArray();
        foreach (var value in values) WriteValue(value);
        WriteEndArray();
    }

    private static string? Check(string? text)
    {
        for (var i = 0; i < text?.Length; i++)
        {
            if (text[i] == '\0') throw new ArgumentException("OVSDB strings cannot hold U+0000");
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsSurrogatePair(text, i)) throw new ArgumentException("OVSDB strings cannot hold half of a surrogate pair");
            i++;
        }

        return text;
    }
}
