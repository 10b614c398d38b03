using System.Buffers;

namespace OvsCtl.OpenFlow.Tests.Support;

internal static class Bytes
{
    public static byte[] Encode(OpenFlowMessage message)
    {
        var output = new ArrayBufferWriter<byte>();
        OpenFlowCodec.Write(output, message);
        return output.WrittenSpan.ToArray();
    }

    public static OpenFlowMessage Decode(ReadOnlySpan<byte> bytes)
    {
        var buffer = new ReadOnlySequence<byte>(bytes.ToArray());
        Assert.True(OpenFlowCodec.TryRead(ref buffer, out var message), "The message is incomplete.");
        Assert.True(buffer.IsEmpty, "Bytes are left after the message.");
        return message;
    }

    public static OpenFlowMessage DecodeHex(string hex) => Decode(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));

    /// <summary>The bytes as a sequence that is cut at the given places.</summary>
    public static ReadOnlySequence<byte> Split(byte[] bytes, IEnumerable<int> cuts)
    {
        var ends = cuts.Append(bytes.Length).Order().Distinct();
        Segment? first = null, last = null;
        var start = 0;
        foreach (var end in ends)
        {
            last = new Segment(bytes.AsMemory(start, end - start), last);
            first ??= last;
            start = end;
        }

        return first is null || last is null ? default : new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? previous)
        {
            Memory = memory;
            if (previous is null) return;
            RunningIndex = previous.RunningIndex + previous.Memory.Length;
            previous.Next = this;
        }
    }
}
