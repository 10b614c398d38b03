using System.Text.Unicode;

namespace OvsCtl.Ovsdb;

/// <summary>
/// Cuts a byte stream into JSON messages (RFC 7047 §4: no delimiter between them). The caller reads into <see cref="GetMemory"/>, says how
/// much came with <see cref="Advance"/>, and takes messages while <see cref="TryRead"/> gives them.
/// </summary>
/// <param name="maximumMessageSize">Bytes one message may have; a longer one is a protocol error, before memory is spent on it.</param>
/// <param name="maximumDepth">How deep arrays and objects may nest.</param>
internal sealed class JsonFramer(int maximumMessageSize, int maximumDepth)
{
    private const int SmallestRead = 4 * 1024;
    private const int InitialSize = 64 * 1024;

    // A peer that fills what it is offered is asked for more at once: each read costs it and us a system call.
    private const int LargestRead = 1024 * 1024;

    private readonly JsonScanner _scanner = new(maximumDepth);
    private byte[] _buffer = new byte[InitialSize];
    private int _start;
    private int _scanned;
    private int _end;
    private int _rowsDepth;
    private long _takenSize;
    private bool _wasFilled;

    /// <summary>Room for at least one byte after what was received and not yet taken.</summary>
    public Memory<byte> GetMemory()
    {
        if (_buffer.Length - _end < SmallestRead || (_wasFilled && _buffer.Length < LargestRead)) MakeRoom();
        return _buffer.AsMemory(_end);
    }

    public void Advance(int count)
    {
        _end += count;
        _wasFilled = _end == _buffer.Length;
    }

    /// <summary>Takes the next whole message. Its bytes are valid until the next call of <see cref="GetMemory"/>.</summary>
    /// <exception cref="OvsdbException">What was received is not JSON in UTF-8, or is over a limit.</exception>
    public bool TryRead(out JsonMessage message)
    {
        if (_scanned == _start) SkipWhiteSpace();

        var received = _buffer.AsMemory(_start, _end - _start);
        var isComplete = _scanner.Scan(received.Span, _scanned - _start, out var size);
        if (size + _takenSize > maximumMessageSize) throw OvsdbException.Protocol($"a message is longer than {maximumMessageSize} bytes");
        _scanned = _start + size;
        message = default;
        if (!isComplete) return false;

        var bytes = received[..size];
        if (!Utf8.IsValid(bytes.Span)) throw OvsdbException.Protocol("a message is not valid UTF-8");
        message = new JsonMessage(bytes, [.. _scanner.Members]);
        _start = _scanned;
        _takenSize = 0;
        _scanner.Reset();
        return true;
    }

    /// <summary>
    /// Finds rows that have come in whole, of the table that a monitor's reply is in the middle of. Once they are used, <see cref="RemoveRows"/> takes them out
    /// of the message, which stays a reply of the same form with fewer rows: so a copy of a large database needs no more memory than one read.
    /// </summary>
    /// <exception cref="OvsdbException">The rows are not UTF-8.</exception>
    // {"id": …, "result": {table: {uuid: row…}}}, or of monitor_cond_since "result": [false, last-txn-id, {table: {uuid: row…}}]
    public bool TryPeekRows(out JsonRows rows)
    {
        rows = default;
        var message = _buffer.AsMemory(_start, _scanned - _start);
        if (_scanner.Depth < 3 || Name(1) is not { } member || !member.Span.SequenceEqual("\"result\""u8)) return false;
        if (new JsonMessage(message, _scanner.Members).Find("\"id\""u8) is not { } id) return false;
        var result = message.Span[_scanner.ValueStart..];
        // After [true the rows are differences to what the replica has, and not for a new copy.
        _rowsDepth = result[0] == (byte)'{' ? 3 : result.StartsWith("[false"u8) ? 4 : int.MaxValue;
        if (_scanner.Depth < _rowsDepth) return false;

        var level = _scanner.Level(_rowsDepth);
        if (!level.IsObject || level.MembersStart < 0 || level.MembersEnd <= level.MembersStart || Name(_rowsDepth - 1) is not { } table) return false;
        var whole = message[level.MembersStart..(level.MembersEnd - 1)];
        if (!Utf8.IsValid(whole.Span)) throw OvsdbException.Protocol("a message is not valid UTF-8");
        rows = new JsonRows(id, table, whole);
        return true;

        ReadOnlyMemory<byte>? Name(int depth) =>
            _scanner.Level(depth) is { IsObject: true, NameEnd: > 0 } l && l.NameEnd > l.NameStart ? message[l.NameStart..l.NameEnd] : null;
    }

    /// <summary>What was received right behind the rows that <see cref="TryPeekRows"/> has just shown, and was not looked at yet. Nothing, where something else was.</summary>
    public ReadOnlySpan<byte> AfterRows => _scanner.IsPaused ? _buffer.AsSpan(_scanned, _end - _scanned) : default;

    /// <summary>
    /// Takes out what <see cref="TryPeekRows"/> has just shown, and whole rows with their commas from the beginning of <see cref="AfterRows"/>. From here on
    /// <see cref="TryRead"/> stops behind each row, so that what follows can be taken in this way.
    /// </summary>
    /// <param name="more">How many bytes of <see cref="AfterRows"/> are taken out as well.</param>
    public void RemoveRows(int more = 0)
    {
        var level = _scanner.Level(_rowsDepth);
        var size = level.MembersEnd - level.MembersStart + more;
        var next = _start + level.MembersEnd + more;
        _buffer.AsSpan(next, _end - next).CopyTo(_buffer.AsSpan(_start + level.MembersStart));
        _end -= size;
        _scanned -= size - more;
        _takenSize += size;
        _scanner.Forget(_rowsDepth, size);
        _scanner.PauseDepth = _rowsDepth;
    }

    private void SkipWhiteSpace()
    {
        while (_start < _end && _buffer[_start] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') _start++;
        _scanned = _start;
    }

    private void MakeRoom()
    {
        var kept = _end - _start;
        // Moving is cheap only while little is kept; otherwise double, so that a long message costs O(size) in all.
        var target = kept > _buffer.Length / 2 || (_wasFilled && _buffer.Length < LargestRead) ? new byte[_buffer.Length * 2] : _buffer;
        // A monitor's first reply may be large and come once: do not keep its memory for ever.
        if (kept == 0 && _buffer.Length > LargestRead) target = new byte[InitialSize];
        _buffer.AsSpan(_start, kept).CopyTo(target);
        _buffer = target;
        _scanned -= _start;
        _start = 0;
        _end = kept;
    }
}
