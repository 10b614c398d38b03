using System.Text.Unicode;

namespace OvsCtl.Ovsdb;

/// <summary>
/// Rows kept as the text they came in. A large copy is mostly rows that nobody looks at: of these only the form is checked, when they come, so that what is wrong with
/// one still ends the connection that sent it.
/// </summary>
/// <remarks>
/// A text is taken only in the exact form in which ovsdb-server writes what the columns hold: no white space, no escapes, sets and maps in order. Reading it later cannot
/// fail. A row in any other form, or one that has not come whole, is not taken and has to go the long way.
/// Columns are read one by one, each time anew: objects of all values would take several times the room of the text, and most readers look at few columns once.
/// </remarks>
internal ref partial struct RowText
{
    private const int UuidSize = 36;

    /// <summary>As many as there are bits to note which were seen: texts of larger tables are not taken.</summary>
    public const int MostColumns = 64;

    // As many digits as always fit in 64 bits.
    private const int SureDigits = 18;

    private readonly ReadOnlySpan<byte> _text;
    private int _at;

    private RowText(ReadOnlySpan<byte> text) => _text = text;

    /// <summary>Takes the row that the text begins with; false when it is not in the form of the server.</summary>
    public static bool TryTake(RowLayout layout, ReadOnlySpan<byte> text, out ReadOnlySpan<byte> row)
    {
        var reader = new RowText(text);
        var isTaken = reader.Row(layout) && Utf8.IsValid(text[..reader._at]);
        row = isTaken ? text[..reader._at] : default;
        return isTaken;
    }

    /// <summary>Takes rows of a monitor's first reply, with the comma behind each, while they are in the form of the server. Returns how many bytes these have.</summary>
    // "<uuid>":{"initial":<row>},
    public static int TakeInitial(RowTable.Builder rows, ReadOnlySpan<byte> text)
    {
        var reader = new RowText(text);
        while (true)
        {
            var start = reader._at;
            if (!reader.String(out var name) || !Uuid.TryParse(name, out var uuid) || !reader.Take(":{\"initial\":"u8)) return start;
            var rowStart = reader._at;
            if (!reader.Row(rows.Layout)) return start;
            var row = text[rowStart..reader._at];
            if (!reader.Take("},"u8) || !Utf8.IsValid(row)) return start;
            rows.Set(new Row(uuid, rows.Layout, rows.Texts.Add(row)));
        }
    }

    /// <summary>Reads every column of a text that was taken.</summary>
    public static OvsdbValue[] Read(RowLayout layout, ReadOnlySpan<byte> text)
    {
        var values = layout.Defaults.ToArray();
        var reader = new RowText(text);
        for (var place = -1; reader.ToNextColumn(layout, ref place);) values[place] = reader.ReadValue(layout.Forms[place]);
        return values;
    }

    /// <summary>Reads one column of a text that was taken, of less than 64 KiB.</summary>
    public static OvsdbValue Read(RowLayout layout, in TextPlace text, int column)
    {
        var start = ColumnFinder.OfThread.Find(layout, text, column);
        return start < 0 ? layout.Defaults[column] : new RowText(text.Span) { _at = start }.ReadValue(layout.Forms[column]);
    }

    /// <summary>Passes over the next column of a text that was taken; false when there is none.</summary>
    /// <param name="layout">The columns.</param>
    /// <param name="text">The text.</param>
    /// <param name="at">Where the last column ended, 0 before the first; then where this one does.</param>
    /// <param name="place">The place of the last column, -1 before the first; then of this one.</param>
    /// <param name="value">Where this one's value begins.</param>
    public static bool NextColumn(RowLayout layout, ReadOnlySpan<byte> text, ref int at, ref int place, out int value)
    {
        var reader = new RowText(text) { _at = at };
        value = -1;
        if (!reader.ToNextColumn(layout, ref place)) return false;
        value = reader._at;
        reader.SkipValue();
        at = reader._at;
        return true;
    }

    // {column: value…}, no column twice
    private bool Row(RowLayout layout)
    {
        if (!Take((byte)'{')) return false;
        if (Take((byte)'}')) return true;
        var place = -1;
        var seen = 0ul;
        do
        {
            if (!String(out var name) || !layout.TryFind(name, after: place, out place) || !Take((byte)':') || !Value(layout.Forms[place])) return false;
            if (place >= MostColumns || (seen & (1ul << place)) != 0) return false;
            seen |= 1ul << place;
        }
        while (Take((byte)','));
        return Take((byte)'}');
    }

    private bool Value(in ColumnForm form)
    {
        if (_at == _text.Length) return false;
        if (_text[_at] != (byte)'[') return !form.IsMap && Atom(form.Key, out _);
        if (form.IsMap) return Take("[\"map\",["u8) && Elements(form) && Take((byte)']');
        if (!form.IsScalar && Take("[\"set\",["u8)) return Elements(form) && Take((byte)']');
        return Atom(form.Key, out _);
    }

    // atom…] or [key, value]…], in ascending order
    private bool Elements(in ColumnForm form)
    {
        if (Take((byte)']')) return true;
        ReadOnlySpan<byte> last = [];
        do
        {
            if (form.IsMap && !Take((byte)'[')) return false;
            if (!Atom(form.Key, out var text)) return false;
            if (!last.IsEmpty && Compare(form.Key, last, text) >= 0) return false;
            last = text;
            if (form.IsMap && !(Take((byte)',') && Atom(form.Value, out _) && Take((byte)']'))) return false;
        }
        while (Take((byte)','));
        return Take((byte)']');
    }

    // The text of an atom decides its order among others of its type; that of a string has its quotes, so that none is empty.
    private bool Atom(AtomicType type, out ReadOnlySpan<byte> text)
    {
        var start = _at;
        var isAtom = type switch
        {
            AtomicType.String => String(out _),
            AtomicType.Integer => Integer(),
            AtomicType.Uuid => Take("[\"uuid\","u8) && String(out var uuid) && IsUuid(uuid) && Take((byte)']'),
            AtomicType.Boolean => Take("true"u8) || Take("false"u8),
            // Reals have many forms, and no table of Open vSwitch has one.
            _ => false,
        };
        text = _text[start.._at];
        return isAtom;
    }

    private bool String(out ReadOnlySpan<byte> plain)
    {
        plain = default;
        if (!Take((byte)'"')) return false;
        var rest = _text[_at..];
        plain = rest[..StringScan.PlainLength(rest)];
        _at += plain.Length;
        return Take((byte)'"');
    }

    // Digits without a needless zero, perhaps after a sign: of two such numbers the text alone tells which is greater.
    private bool Integer()
    {
        var isNegative = Take((byte)'-');
        var start = _at;
        while (_at < _text.Length && _text[_at] is >= (byte)'0' and <= (byte)'9') _at++;
        var count = _at - start;
        // What comes next, such as a point or an exponent, is no comma or bracket then, and refused by whoever looks for one.
        return count is > 0 and <= SureDigits && (_text[start] != (byte)'0' || (count == 1 && !isNegative));
    }

    private static bool IsUuid(ReadOnlySpan<byte> text)
    {
        if (text.Length != UuidSize) return false;
        for (var i = 0; i < text.Length; i++)
        {
            var isDash = i is 8 or 13 or 18 or 23;
            if (isDash ? text[i] != (byte)'-' : text[i] is not ((>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'f'))) return false;
        }

        return true;
    }

    private bool Take(byte expected)
    {
        if (_at == _text.Length || _text[_at] != expected) return false;
        _at++;
        return true;
    }

    private bool Take(ReadOnlySpan<byte> expected)
    {
        if (!_text[_at..].StartsWith(expected)) return false;
        _at += expected.Length;
        return true;
    }

    private static int Compare(AtomicType type, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) => type switch
    {
        AtomicType.Integer => CompareIntegers(a, b),
        // false before true: a set of both, which no schema needs, goes the long way.
        AtomicType.Boolean => 1,
        // Without the closing quote, which would come after a space.
        _ => a[..^1].SequenceCompareTo(b[..^1]),
    };

    private static int CompareIntegers(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var (isANegative, isBNegative) = (a[0] == (byte)'-', b[0] == (byte)'-');
        if (isANegative != isBNegative) return isANegative ? -1 : 1;
        var order = a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);
        return isANegative ? -order : order;
    }
}
