using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace OvsCtl.OpenFlow;

/// <summary>
/// Encoded messages on their way out. The channel itself is unbounded because each producer is bounded: callers hold one of the send
/// slots, answers to echo requests one of theirs. That keeps the receive loop out of the callers' line: if it had to wait behind
/// them while the switch waits for us to read, neither would move again.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A caller may still be on its way in when the connection ends; a semaphore without a wait handle holds nothing to free.")]
internal sealed class SendQueue(int capacity)
{
    private const int EchoCapacity = 16;

    private readonly Channel<Frame> _frames = Channel.CreateUnbounded<Frame>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SemaphoreSlim _callerSlots = new(capacity);
    private readonly SemaphoreSlim _echoSlots = new(EchoCapacity);

    public ChannelReader<Frame> Frames => _frames.Reader;

    /// <exception cref="ChannelClosedException">The connection is closed.</exception>
    public ValueTask EnqueueAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct) => EnqueueAsync(_callerSlots, new Frame(bytes, FrameKind.Message), ct);

    public ValueTask EnqueueEchoReplyAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct) => EnqueueAsync(_echoSlots, new Frame(bytes, FrameKind.EchoReply), ct);

    /// <summary>For the liveness check, which has at most one on its way.</summary>
    public bool TryEnqueueEchoRequest(ReadOnlyMemory<byte> bytes) => _frames.Writer.TryWrite(new Frame(bytes, FrameKind.EchoRequest));

    /// <summary>To be called when a frame goes into a write, which makes room for the next.</summary>
    public void Release(Frame frame)
    {
        if (frame.Kind == FrameKind.Message) _callerSlots.Release();
        else if (frame.Kind == FrameKind.EchoReply) _echoSlots.Release();
    }

    public void Complete() => _frames.Writer.TryComplete();

    private async ValueTask EnqueueAsync(SemaphoreSlim slots, Frame frame, CancellationToken ct)
    {
        await slots.WaitAsync(ct).ConfigureAwait(false);
        if (!_frames.Writer.TryWrite(frame)) throw new ChannelClosedException();
    }

    internal enum FrameKind
    {
        Message,
        EchoReply,
        EchoRequest,
    }

    internal readonly record struct Frame(ReadOnlyMemory<byte> Bytes, FrameKind Kind);
}
