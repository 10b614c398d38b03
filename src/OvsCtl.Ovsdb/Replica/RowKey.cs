namespace OvsCtl.Ovsdb;

/// <summary>
/// The place of a row in a <see cref="RowTrie"/>: its name, or for an index the hash of a column's value and then its name. Two rows never share one.
/// </summary>
internal readonly record struct RowKey(ulong First, ulong Second, ulong Third)
{
    /// <summary>The place that stands for the row's own name instead of a column.</summary>
    public const int OfUuid = -1;

    /// <summary>How many digits one word has.</summary>
    public const int DigitsOfWord = 16;

    public static RowKey Of(Uuid uuid)
    {
        var (high, low) = uuid.Halves;
        return new RowKey(high, low, 0);
    }

    public static RowKey Of(Row row, int place)
    {
        var (high, low) = row.Uuid.Halves;
        return place == OfUuid ? new RowKey(high, low, 0) : new RowKey(Hash(row.At(place)), high, low);
    }

    public static RowKey Of(OvsdbValue value) => new(Hash(value), 0, 0);

    /// <summary>One of sixteen, at a level from 0 to 47.</summary>
    // ovsdb-server sends a copy's rows by the lowest bits of their names, counting up: with the fourth digit looked at first, and the lowest after it, rows that come together are neighbours.
    public int Digit(int level)
    {
        var word = level < DigitsOfWord ? First : level < 2 * DigitsOfWord ? Second : Third;
        return (int)(word >> ((level ^ 3) % DigitsOfWord * 4)) & 15;
    }

    // Spreads 32 bits over the word, whose lowest digits are looked at first.
    private static ulong Hash(OvsdbValue value) => (uint)value.GetHashCode() * 0x9E3779B97F4A7C15 >> 16;
}
