using System.Text;

namespace OvsCtl.Ovsdb.Tests;

/// <summary>Short ways from JSON text to what the library makes of it, by the way that bytes from a server take.</summary>
internal static class Json
{
    /// <summary>The messages in the text, given to the framer in pieces that end at the cuts.</summary>
    public static List<string> Frame(byte[] bytes, params IEnumerable<int> cuts)
    {
        var framer = new JsonFramer(1 << 20, 1000);
        var messages = new List<string>();
        var start = 0;
        foreach (var end in cuts.Append(bytes.Length).Order())
        {
            Feed(framer, bytes.AsSpan(start, end - start), messages);
            start = end;
        }

        return messages;
    }

    public static void Feed(JsonFramer framer, ReadOnlySpan<byte> bytes, List<string> messages)
    {
        while (!bytes.IsEmpty)
        {
            var room = framer.GetMemory().Span;
            var count = Math.Min(room.Length, bytes.Length);
            bytes[..count].CopyTo(room);
            framer.Advance(count);
            bytes = bytes[count..];
            while (framer.TryRead(out var message)) messages.Add(Encoding.UTF8.GetString(message.Bytes.Span));
        }
    }

    public static T Read<T>(string json, Func<JsonCursor, T> read)
    {
        using var cursor = new JsonCursor(Encoding.UTF8.GetBytes(json));
        return read(cursor);
    }

    public static OvsdbValue Value(string json) => Read(json, OvsdbValue.Read);

    public static JsonMessage Message(string json)
    {
        var framer = new JsonFramer(1 << 20, 1000);
        var bytes = Encoding.UTF8.GetBytes(json);
        JsonMessage message;
        do
        {
            var room = framer.GetMemory().Span;
            var count = Math.Min(room.Length, bytes.Length);
            bytes.AsSpan(0, count).CopyTo(room);
            framer.Advance(count);
            bytes = bytes[count..];
        }
        while (!framer.TryRead(out message));
        return message;
    }
}
