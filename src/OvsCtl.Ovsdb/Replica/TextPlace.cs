namespace OvsCtl.Ovsdb;

/// <summary>Where the text of a row is: in an array that it may share with other rows.</summary>
internal readonly record struct TextPlace(byte[] Bytes, int Start, int Size)
{
    public ReadOnlySpan<byte> Span => Bytes.AsSpan(Start, Size);

    /// <summary>The same text in an array of its own.</summary>
    public TextPlace Alone() => new(Span.ToArray(), 0, Size);
}
