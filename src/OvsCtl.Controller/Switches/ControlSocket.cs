using System.Buffers;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;

namespace OvsCtl.Controller.Switches;

/// <summary>
/// Commands to ovs-vswitchd over its own control socket, as ovs-appctl gives them: JSON-RPC 1.0, one request a connection (unixctl, ovs-appctl(8)).
/// </summary>
public sealed class ControlSocket(OvsOptions options)
{
    private const int MaxReplySize = 64 << 20;

    /// <returns>What the command prints.</returns>
    /// <exception cref="ControlCommandException">The switch says that the command is wrong.</exception>
    /// <exception cref="OvsUnavailableException">The switch does not answer.</exception>
    public async Task<string> CallAsync(string command, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        var path = await FindAsync(ct).ConfigureAwait(false);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(options.Patience);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), patience.Token).ConfigureAwait(false);
            using var stream = new NetworkStream(socket);
            await stream.WriteAsync(Request(command, arguments), patience.Token).ConfigureAwait(false);
            using var reply = await ReadAsync(stream, patience.Token).ConfigureAwait(false);
            return Result(reply.RootElement);
        }
        catch (Exception e) when (e is SocketException or IOException or JsonException)
        {
            throw new OvsUnavailableException($"ovs-vswitchd does not answer on {path}: {e.Message}", e);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new OvsUnavailableException($"ovs-vswitchd did not answer on {path} within {options.Patience.TotalSeconds} s", e);
        }
    }

    /// <summary>The embedded switch has a socket of a fixed name, the system's one with its process id in it.</summary>
    private async Task<string> FindAsync(CancellationToken ct)
    {
        var path = Path.Combine(options.RunDirectory, "ovs-vswitchd.ctl");
        var pidFile = Path.Combine(options.RunDirectory, "ovs-vswitchd.pid");
        if (File.Exists(path) || !File.Exists(pidFile)) return path;
        var pid = (await File.ReadAllTextAsync(pidFile, ct).ConfigureAwait(false)).Trim();
        return Path.Combine(options.RunDirectory, string.Create(CultureInfo.InvariantCulture, $"ovs-vswitchd.{pid}.ctl"));
    }

    private static byte[] Request(string command, IReadOnlyList<string> arguments)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteNumber("id", 0);
            json.WriteString("method", command);
            json.WriteStartArray("params");
            foreach (var argument in arguments) json.WriteStringValue(argument);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>The reply has no end but that of its JSON: the connection stays open.</summary>
    private static async Task<JsonDocument> ReadAsync(NetworkStream stream, CancellationToken ct)
    {
        var bytes = new ArrayBufferWriter<byte>(16 * 1024);
        while (true)
        {
            var count = await stream.ReadAsync(bytes.GetMemory(16 * 1024), ct).ConfigureAwait(false);
            if (count == 0) throw new IOException("it hung up in the middle of its answer");
            bytes.Advance(count);
            if (bytes.WrittenCount > MaxReplySize) throw new IOException($"its answer is longer than {MaxReplySize} bytes");
            if (TryParse(bytes.WrittenSpan) is { } document) return document;
        }
    }

    private static JsonDocument? TryParse(ReadOnlySpan<byte> bytes)
    {
        // One string without structure to speak of: reading it anew with each piece costs little.
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, default);
        return JsonDocument.TryParseValue(ref reader, out var document) ? document : null;
    }

    private static string Result(JsonElement reply)
    {
        if (reply.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null) throw new ControlCommandException(error.ToString().Trim());
        return reply.TryGetProperty("result", out var result) ? result.ToString() : "";
    }
}
