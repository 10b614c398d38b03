namespace OvsCtl.Ovsdb;

/// <summary>
/// Remembers, of the row that a thread has read from last, where the columns are that it has passed: who reads the columns of one row after the other, in whatever order, goes over its
/// text once.
/// </summary>
internal sealed class ColumnFinder
{
    [ThreadStatic]
    private static ColumnFinder? _ofThread;

    private readonly ushort[] _starts = new ushort[RowText.MostColumns];
    private byte[] _bytes = [];
    private int _textStart;
    private ulong _passed;
    private int _lastPlace;
    private int _end;

    public static ColumnFinder OfThread => _ofThread ??= new ColumnFinder();

    /// <summary>Where the value of the column begins in the text, which has less than 64 KiB; -1 when it is not there.</summary>
    public int Find(RowLayout layout, in TextPlace text, int column)
    {
        if (column >= RowText.MostColumns) return -1;
        if (_bytes != text.Bytes || _textStart != text.Start) Begin(text);
        if ((_passed & (1ul << column)) != 0) return _starts[column];
        while (RowText.NextColumn(layout, text.Span, ref _end, ref _lastPlace, out var start))
        {
            _starts[_lastPlace] = (ushort)start;
            _passed |= 1ul << _lastPlace;
            if (_lastPlace == column) return start;
        }

        return -1;
    }

    private void Begin(in TextPlace text)
    {
        (_bytes, _textStart) = (text.Bytes, text.Start);
        (_passed, _lastPlace, _end) = (0, -1, 0);
    }
}
