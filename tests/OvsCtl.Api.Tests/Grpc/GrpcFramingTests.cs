using System.Buffers;
using System.IO.Pipelines;
using FsCheck;
using FsCheck.Fluent;
using OvsCtl.Api.Grpc;
using OvsCtl.Api.V1;

namespace OvsCtl.Api.Tests.Grpc;

public sealed class GrpcFramingTests
{
    private const int MaxSize = 1000;

    [Fact]
    public async Task Frame_is_a_flag_a_big_endian_length_and_the_message()
    {
        var output = new ArrayBufferWriter<byte>();

        GrpcFraming.Write(output, new LocateRequest { Host = "red" });

        // 0a 03 "red": field 1, wire type 2, three bytes.
        Assert.Equal(Convert.FromHexString("00000000050A03726564"), output.WrittenSpan.ToArray());
        Assert.Equal(["red"], await ReadAllAsync([output.WrittenMemory.ToArray()]));
    }

    [Fact]
    public void Every_split_of_the_stream_gives_the_same_messages() =>
        Prop.ForAll<string[], int[]>((hosts, cuts) =>
        {
            var names = hosts.Select(host => new string([.. (host ?? "").Where(char.IsAscii).Take(MaxSize / 2)])).ToArray();
            var stream = new ArrayBufferWriter<byte>();
            foreach (var name in names) GrpcFraming.Write(stream, new LocateRequest { Host = name });
            var read = ReadAllAsync(Split(stream.WrittenSpan.ToArray(), cuts)).GetAwaiter().GetResult();
            return read.SequenceEqual(names);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("00000003E9", GrpcStatusCode.ResourceExhausted)] // 1001 bytes announced: refused before they come
    [InlineData("00FFFFFFFF", GrpcStatusCode.ResourceExhausted)]
    [InlineData("0100000000", GrpcStatusCode.Unimplemented)] // compressed
    [InlineData("0000", GrpcStatusCode.Internal)] // ends in the header
    [InlineData("00000000050A03", GrpcStatusCode.Internal)] // ends in the message
    [InlineData("00000000020AFF", GrpcStatusCode.Internal)] // a varint without an end
    public async Task Bad_frame_is_an_error(string hex, GrpcStatusCode expected)
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => ReadAllAsync([Convert.FromHexString(hex)]));

        Assert.Equal(expected, error.Code);
    }

    private static async Task<List<string>> ReadAllAsync(IEnumerable<byte[]> chunks)
    {
        var pipe = new Pipe();
        var feed = FeedAsync(pipe.Writer, chunks);
        var hosts = new List<string>();
        while (await GrpcFraming.ReadAsync(pipe.Reader, LocateRequest.Parser, MaxSize, CancellationToken.None) is { } message)
            hosts.Add(message.Host);
        await feed;
        return hosts;
    }

    private static async Task FeedAsync(PipeWriter writer, IEnumerable<byte[]> chunks)
    {
        foreach (var chunk in chunks) await writer.WriteAsync(chunk);
        await writer.CompleteAsync();
    }

    private static IEnumerable<byte[]> Split(byte[] stream, int[] cuts)
    {
        var at = 0;
        foreach (var end in cuts.Select(cut => (int)((uint)cut % (uint)(stream.Length + 1))).Order())
        {
            yield return stream[at..end];
            at = end;
        }
        yield return stream[at..];
    }
}
