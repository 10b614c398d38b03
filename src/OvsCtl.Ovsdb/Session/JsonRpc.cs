using System.Buffers.Text;

namespace OvsCtl.Ovsdb;

/// <summary>
/// The envelope of JSON-RPC 1.0 (RFC 7047 §4). No member "jsonrpc": ovsdb-server closes the connection over it.
/// </summary>
internal static class JsonRpc
{
    /// <summary>An echo of ours, whose answer nobody waits for: any byte from the peer shows that it lives.</summary>
    public static readonly byte[] Probe = """{"method":"echo","params":[],"id":"echo"}"""u8.ToArray();

    public static byte[] Request(long id, string method, Action<OvsdbJsonWriter> writeParams) =>
        Message(method, writeParams, writer => writer.WriteValue(id));

    /// <summary>Withdraws a request (RFC 7047 §4.1.4). The id is null: ovsdb-server answers nothing to it.</summary>
    public static byte[] Cancel(long id) => Message("cancel", writer => writer.WriteValue(id), writer => writer.WriteNull());

    /// <summary>The answer to a peer's echo, made of its own bytes (RFC 7047 §4.1.11).</summary>
    public static byte[] EchoReply(ReadOnlySpan<byte> id, ReadOnlySpan<byte> parameters) =>
        [.. "{\"id\":"u8, .. id, .. ",\"result\":"u8, .. parameters, .. ",\"error\":null}"u8];

    public static byte[] UnknownMethod(ReadOnlySpan<byte> id) =>
        [.. "{\"id\":"u8, .. id, .. ",\"result\":null,\"error\":\"unknown method\"}"u8];

    /// <summary>The id of a reply to us; null when it is none that we gave out.</summary>
    public static long? ReplyId(ReadOnlySpan<byte> id) =>
        Utf8Parser.TryParse(id, out long value, out var size) && size == id.Length ? value : null;

    public static bool IsNull(ReadOnlyMemory<byte>? value) => value is not { } bytes || bytes.Span.SequenceEqual("null"u8);

    private static byte[] Message(string method, Action<OvsdbJsonWriter> writeParams, Action<OvsdbJsonWriter> writeId) => OvsdbJsonWriter.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteMember("method", method);
        writer.WritePropertyName("params");
        writer.WriteStartArray();
        writeParams(writer);
        writer.WriteEndArray();
        writer.WritePropertyName("id");
        writeId(writer);
        writer.WriteEndObject();
    });
}
