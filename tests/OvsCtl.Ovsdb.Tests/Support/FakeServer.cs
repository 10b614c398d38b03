using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OvsCtl.Ovsdb.Tests;

/// <summary>The server's end of a connection, in the hands of a test: it reads requests and answers them, or misbehaves.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    // Long enough for a busy machine; a test that meets it has failed.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly Stream _stream;
    private readonly JsonFramer _framer = new(1 << 24, 1000);

    private FakeServer(OvsdbConnection connection, Stream stream)
    {
        Connection = connection;
        _stream = stream;
    }

    public OvsdbConnection Connection { get; }

    public static FakeServer Start(OvsdbConnectionOptions? options = null)
    {
        var (client, server) = DuplexPipe.CreatePair();
        var connection = OvsdbConnection.Start(client, "fake", options ?? new OvsdbConnectionOptions { ProbeInterval = Timeout.InfiniteTimeSpan }, logger: null);
        return new FakeServer(connection, server);
    }

    public async Task<JObject> ReceiveAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        JsonMessage message;
        while (!_framer.TryRead(out message))
        {
            var count = await _stream.ReadAsync(_framer.GetMemory(), deadline.Token);
            if (count == 0) throw new EndOfStreamException();
            _framer.Advance(count);
        }

        return JsonConvert.DeserializeObject<JObject>(Encoding.UTF8.GetString(message.Bytes.Span))!;
    }

    public async Task<JObject> ReceiveAsync(string method)
    {
        var request = await ReceiveAsync();
        Assert.Equal(method, (string?)request["method"]);
        return request;
    }

    public async Task<byte> ReceiveByteAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var one = new byte[1];
        return await _stream.ReadAsync(one, deadline.Token) == 1 ? one[0] : throw new EndOfStreamException();
    }

    public async Task SendAsync(byte[] bytes) => await _stream.WriteAsync(bytes);

    public async Task SendAsync(string json) => await _stream.WriteAsync(Encoding.UTF8.GetBytes(json));

    public Task ReplyAsync(JObject request, string result) =>
        SendAsync("{\"id\":" + request["id"]!.ToString(Formatting.None) + ",\"result\":" + result + ",\"error\":null}");

    public ValueTask CloseAsync() => _stream.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        await _stream.DisposeAsync();
    }

    public static Task<T> InTimeAsync<T>(Task<T> task) => task.WaitAsync(Deadline);

    public static Task InTimeAsync(Task task) => task.WaitAsync(Deadline);
}
