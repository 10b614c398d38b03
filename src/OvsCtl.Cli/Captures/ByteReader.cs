using System.Text;

namespace OvsCtl.Cli.Captures;

/// <summary>Reads a stream piece by piece through a buffer that only grows as far as the largest piece that is allowed.</summary>
internal sealed class ByteReader(Stream stream)
{
    private const int FirstSize = 1 << 16;

    /// <summary>Far above the hexadecimal digits of the largest OpenFlow message.</summary>
    private const int MaxLine = 1 << 20;

    private byte[] _buffer = new byte[FirstSize];
    private int _start, _end;

    private ReadOnlySpan<byte> Buffered => _buffer.AsSpan(_start, _end - _start);

    /// <summary>The next bytes, which stay; fewer at the end.</summary>
    public async Task<byte[]> PeekAsync(int count, CancellationToken cancellationToken)
    {
        while (_end - _start < count && await FillAsync(cancellationToken))
        {
        }

        return Buffered[..Math.Min(count, _end - _start)].ToArray();
    }

    /// <returns>Null at the end of the stream.</returns>
    /// <exception cref="InvalidDataException">The stream ends before that many bytes.</exception>
    public async Task<byte[]?> ReadAsync(int count, CancellationToken cancellationToken)
    {
        var bytes = await PeekAsync(count, cancellationToken);
        if (bytes.Length == 0 && count > 0) return null;
        if (bytes.Length < count) throw new InvalidDataException($"it ends {count - bytes.Length} bytes before the end of a record");
        _start += count;
        return bytes;
    }

    /// <returns>A line without its end; null at the end of the stream. Of a line that is too long for any message, the first part.</returns>
    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        int length;
        for (var searched = 0; (length = Buffered[searched..].IndexOf((byte)'\n')) < 0;)
        {
            searched = _end - _start;
            if (searched >= MaxLine) return await SkipLineAsync(cancellationToken);
            if (await FillAsync(cancellationToken)) continue;
            return searched == 0 ? null : Take(searched, 0);
        }

        // Searching went on where it had stopped.
        length = Buffered.IndexOf((byte)'\n');
        return Take(length, 1);
    }

    private async Task<string> SkipLineAsync(CancellationToken cancellationToken)
    {
        var head = Take(MaxLine, 0);
        while (true)
        {
            var end = Buffered.IndexOf((byte)'\n');
            _start = end < 0 ? _end : _start + end + 1;
            if (end >= 0 || !await FillAsync(cancellationToken)) return head;
        }
    }

    private string Take(int count, int skip)
    {
        var text = Encoding.Latin1.GetString(Buffered[..count]);
        _start += count + skip;
        return text;
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_end == _buffer.Length)
        {
            var kept = _end - _start;
            var target = kept > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
            Buffered.CopyTo(target);
            (_buffer, _start, _end) = (target, 0, kept);
        }

        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        return read > 0;
    }
}
