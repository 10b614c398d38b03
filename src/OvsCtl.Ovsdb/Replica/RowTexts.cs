namespace OvsCtl.Ovsdb;

/// <summary>
/// Puts the texts of a copy's rows one behind the other into arrays of some size, since an array for each would take a quarter more room. A row that changes leaves its text
/// behind, until all its neighbours have changed too: never more than the copy had.
/// </summary>
internal sealed class RowTexts
{
    // Small enough not to be a large object, which the collector looks at seldom.
    private const int ArraySize = 64 * 1024;

    private byte[] _array = [];
    private int _used;

    public TextPlace Add(ReadOnlySpan<byte> text)
    {
        if (text.Length > ArraySize / 8) return new TextPlace(text.ToArray(), 0, text.Length);
        if (_array.Length - _used < text.Length)
        {
            _array = GC.AllocateUninitializedArray<byte>(ArraySize);
            _used = 0;
        }

        text.CopyTo(_array.AsSpan(_used));
        var place = new TextPlace(_array, _used, text.Length);
        _used += text.Length;
        return place;
    }
}
