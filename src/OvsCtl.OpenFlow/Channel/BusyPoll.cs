using System.Diagnostics;
using System.Net.Sockets;

namespace OvsCtl.OpenFlow;

/// <summary>
/// Looks out for the next message a moment longer before the thread goes to sleep. Waking a processor that sleeps takes longer than
/// answering a packet-in, on a virtual machine ten times as long; a switch that waits for each answer before it asks again is served
/// in half the time by one that is awake. Done only while it pays: the last messages came within the limit, and all of them from
/// this connection, because others may be waiting for the same thread. A look-out in vain doubles how much must have paid before the next.
/// </summary>
internal sealed class BusyPoll(Socket? socket, TimeSpan limit)
{
    private const int MinPaid = 8, MaxPaid = 8192;

    private static int s_lastId;
    private static int s_lastReader;

    private readonly int _id = Interlocked.Increment(ref s_lastId);
    private readonly bool _isOn = socket is not null && limit > TimeSpan.Zero;
    private int _paid;
    private int _neededPaid = MinPaid;
    private long _start;

    /// <summary>Called when all that has come is answered.</summary>
    public void BeforeRead()
    {
        if (!_isOn) return;
        _start = Stopwatch.GetTimestamp();
        if (_paid < _neededPaid) return;
        while (!socket!.Poll(0, SelectMode.SelectRead)) // not null: _isOn
        {
            if (Stopwatch.GetElapsedTime(_start) > limit || Volatile.Read(ref s_lastReader) != _id)
            {
                (_paid, _neededPaid) = (0, Math.Min(_neededPaid * 2, MaxPaid));
                return;
            }

            // Whoever else needs this processor goes first, the peer perhaps.
            Thread.Yield();
        }

        _neededPaid = MinPaid;
    }

    /// <summary>Called when something has come.</summary>
    public void AfterRead()
    {
        if (!_isOn) return;
        var isAlone = Volatile.Read(ref s_lastReader) == _id;
        if (!isAlone) Volatile.Write(ref s_lastReader, _id);
        _paid = isAlone && Stopwatch.GetElapsedTime(_start) <= limit ? _paid + 1 : 0;
    }
}
