namespace OvsCtl.Cli.Captures;

/// <summary>The bytes of one direction of a connection in their order, whatever order the segments came in and however often.</summary>
internal sealed class TcpStream
{
    // Segments that came before their turn are kept until so many bytes are; then what is missing is taken for lost.
    private const int MaxEarly = 1 << 20;

    private readonly SortedDictionary<uint, ReadOnlyMemory<byte>> _early = [];
    private byte[] _bytes = [];
    private int _start, _end, _earlySize;
    private uint _next;
    private bool _isStarted, _isGivenUp;

    /// <summary>The bytes that nobody took yet.</summary>
    public ReadOnlySpan<byte> Available => _bytes.AsSpan(_start, _end - _start);

    /// <returns>What was lost, in words; null when nothing was.</returns>
    public string? Add(TcpSegment segment)
    {
        if (segment.IsFirst)
        {
            Restart(segment.Sequence + 1);
            return null;
        }

        if (!_isStarted && segment.Data.Length + segment.Missing > 0) Restart(segment.Sequence);
        if (!_isStarted || _isGivenUp) return null;
        Place(segment.Sequence, segment.Data);
        if (segment.Missing > 0) return Lose(segment.Sequence + (uint)(segment.Data.Length + segment.Missing), $"{segment.Missing} bytes of a segment were not captured");
        return _earlySize > MaxEarly ? Lose(_early.Keys.MinBy(at => at - _next), "segments are missing") : null;
    }

    public byte[] Take(int count)
    {
        var taken = Available[..count].ToArray();
        _start += count;
        return taken;
    }

    /// <summary>Nothing more is made of this direction until the connection is made anew.</summary>
    public void GiveUp()
    {
        Restart(_next);
        _isGivenUp = true;
    }

    private void Restart(uint next)
    {
        (_next, _isStarted, _isGivenUp) = (next, true, false);
        (_start, _end, _earlySize) = (0, 0, 0);
        _early.Clear();
    }

    // Goes on behind what is missing; a message that had begun is dropped with it.
    private string Lose(uint next, string what)
    {
        (_start, _end, _next) = (0, 0, next);
        PlaceEarly();
        return what;
    }

    private void Place(uint sequence, ReadOnlyMemory<byte> data)
    {
        // Sequence numbers wrap around: only differences mean anything.
        var behind = (int)(_next - sequence);
        if (behind >= data.Length) return;
        if (behind < 0)
        {
            if (_early.TryAdd(sequence, data)) _earlySize += data.Length;
            return;
        }

        Append(data.Span[behind..]);
        PlaceEarly();
    }

    private void PlaceEarly()
    {
        while (_early.Count > 0)
        {
            var at = _early.Keys.FirstOrDefault(sequence => (int)(_next - sequence) >= 0, _next + 1);
            if (at == _next + 1 || !_early.Remove(at, out var data)) return;
            _earlySize -= data.Length;
            var behind = (int)(_next - at);
            if (behind < data.Length) Append(data.Span[behind..]);
        }
    }

    private void Append(ReadOnlySpan<byte> data)
    {
        if (_end + data.Length > _bytes.Length)
        {
            var kept = Available.Length;
            var target = kept + data.Length > _bytes.Length ? new byte[Math.Max(_bytes.Length * 2, kept + data.Length)] : _bytes;
            Available.CopyTo(target);
            (_bytes, _start, _end) = (target, 0, kept);
        }

        data.CopyTo(_bytes.AsSpan(_end));
        _end += data.Length;
        _next += (uint)data.Length;
    }
}
