using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace OvsCtl.OpenFlow;

/// <summary>
/// Bytes that have come and are not yet understood, always in one piece. Small while little comes, so that thousands of idle
/// connections cost little; grows while reads fill it, so that a busy one needs few.
/// </summary>
internal sealed class ReceiveBuffer(Stream stream, TimeSpan busyPoll)
{
    private const int IdleSize = 2 * 1024;

    // Room for the largest message and then some.
    private const int MaxSize = 128 * 1024;

    private readonly BusyPoll _busyPoll = new((stream as NetworkStream)?.Socket, busyPoll);
    private byte[] _buffer = new byte[IdleSize];
    private int _start;
    private int _end;

    public ReadOnlyMemory<byte> Unread => _buffer.AsMemory(_start, _end - _start);

    public void Advance(int count) => _start += count;

    // Pooled, because it waits once for every packet-in of a switch that asks one at a time.
    /// <returns>False at the end of the stream.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> FillAsync(CancellationToken ct)
    {
        MakeRoom();
        var room = _buffer.Length - _end;
        _busyPoll.BeforeRead();
        var count = await stream.ReadAsync(_buffer.AsMemory(_end), ct).ConfigureAwait(false);
        _busyPoll.AfterRead();
        _end += count;

        // A read that filled the room means that more is waiting.
        if (count == room && _buffer.Length < MaxSize) Array.Resize(ref _buffer, Math.Min(_buffer.Length * 4, MaxSize));
        else if (count < IdleSize / 2 && count == _end - _start && _buffer.Length > IdleSize) Shrink();
        return count > 0;
    }

    private void MakeRoom()
    {
        if (_start == _end)
        {
            (_start, _end) = (0, 0);
        }
        else if (_end == _buffer.Length)
        {
            // The unfinished message moves to the front. It is less than 64 KiB, so there is room behind it once the buffer has grown.
            Unread.CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            if (_end == _buffer.Length) Array.Resize(ref _buffer, Math.Min(_buffer.Length * 4, MaxSize));
        }
    }

    private void Shrink()
    {
        var small = new byte[IdleSize];
        Unread.CopyTo(small);
        (_buffer, _start, _end) = (small, 0, _end - _start);
    }
}
