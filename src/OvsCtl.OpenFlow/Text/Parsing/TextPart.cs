using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>A piece of a flow's text that knows where it stands.</summary>
/// <param name="Text">The piece.</param>
/// <param name="Position">Where it begins in the whole text, from 0.</param>
/// <param name="PortNamed">Gives the port of a name, or null when there is none; null when nobody knows the names.</param>
/// <param name="TableNamed">The same for tables.</param>
internal readonly record struct TextPart(string Text, int Position, Func<string, PortNumber?>? PortNamed = null, Func<string, TableId?>? TableNamed = null)
{
    public bool IsEmpty => Text.Length == 0;

    public FlowSyntaxException Error(string message) => new(message, Position);

    /// <summary>An error about a word that is none of those allowed, with the nearest of them.</summary>
    public FlowSyntaxException Unknown(string what, IEnumerable<string> allowed, string? hint = null)
    {
        List<string> words = [.. allowed];
        var nearest = NearestWord.Of(Text, words) is { } word ? $"; did you mean {word}?" : "";
        return Error($"unknown {what} \"{Text}\"{nearest}{(nearest.Length == 0 ? ";" : "")} {hint ?? string.Join(", ", words)}{(hint is null ? " are allowed" : "")}");
    }

    /// <summary>True when the text is this word, in whatever case.</summary>
    public bool Is(string word) => Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a number as C does: decimal, 0x hexadecimal or 0 octal. Below zero it wraps, where it may have 32 bits or more.</summary>
    public ulong Number(string what, ulong maximum)
    {
        var mayWrap = maximum >= uint.MaxValue;
        if (TryNumber(Text, out var value, out var isNegative) && (!isNegative || mayWrap))
        {
            if (isNegative) value &= maximum;
            if (value <= maximum) return value;
        }

        throw Error($"invalid {what} \"{Text}\"; a number from 0 to {maximum.ToString(CultureInfo.InvariantCulture)} is allowed, decimal, in hexadecimal with 0x or octal with 0");
    }

    /// <summary>Reads a number that can only be decimal.</summary>
    public ulong Decimal(string what, ulong maximum) =>
        ulong.TryParse(Text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= maximum
            ? value
            : throw Error($"invalid {what} \"{Text}\"; a decimal number from 0 to {maximum.ToString(CultureInfo.InvariantCulture)} is allowed");

    /// <summary>The number of a table, or its name.</summary>
    public TableId Table() => TableNamed?.Invoke(Text) ?? new TableId((byte)Decimal("table", 255));

    public static bool TryNumber(ReadOnlySpan<char> text, out ulong value, out bool isNegative)
    {
        text = text.TrimStart(" \t\r\n");
        isNegative = text.StartsWith('-');
        if (isNegative || text.StartsWith('+')) text = text[1..];
        bool isRead;
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) isRead = ulong.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
        else if (text.Length > 1 && text[0] == '0') isRead = TryOctal(text, out value);
        else isRead = ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
        if (isNegative) value = unchecked(0UL - value);
        return isRead;
    }

    private static bool TryOctal(ReadOnlySpan<char> text, out ulong value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (digit is < '0' or > '7' || value >> 61 != 0) return false;
            value = value << 3 | (uint)(digit - '0');
        }

        return true;
    }

    public TextPart Slice(int start, int length) => new(Text.Substring(start, length), Position + start, PortNamed, TableNamed);

    public TextPart Slice(int start) => new(Text[start..], Position + start, PortNamed, TableNamed);

    /// <summary>The parts between separators, without empty ones.</summary>
    public IEnumerable<TextPart> Words(string separators)
    {
        for (var at = 0; at < Text.Length;)
        {
            var end = at;
            while (end < Text.Length && !separators.Contains(Text[end])) end++;
            if (end > at) yield return Slice(at, end - at);
            at = end + 1;
        }
    }

    /// <summary>Key and value pairs in any of the forms <c>key</c>, <c>key=value</c>, <c>key:value</c>, <c>key(value)</c>, <c>key(value)->more</c>.</summary>
    public IEnumerable<(TextPart Key, TextPart Value)> Pairs()
    {
        const string blanks = ", \t\r\n";
        for (var at = 0; ;)
        {
            while (at < Text.Length && blanks.Contains(Text[at])) at++;
            if (at == Text.Length) yield break;
            var end = at;
            while (end < Text.Length && !":=(, \t\r\n".Contains(Text[end])) end++;
            var key = Slice(at, end - at);
            var delimiter = end < Text.Length ? Text[end] : '\0';
            at = Math.Min(end + 1, Text.Length);
            if (delimiter is not (':' or '=' or '('))
            {
                yield return (key, Slice(end, 0));
                continue;
            }

            var stop = ValueEnd(at, delimiter == '(' ? ")" : blanks);
            if (delimiter == '(' && stop + 2 < Text.Length && Text[stop] == ')' && Text[stop + 1] == '-' && Text[stop + 2] == '>') stop = ValueEnd(stop, blanks);
            yield return (key, Slice(at, stop - at));
            at = Math.Min(stop + 1, Text.Length);
        }
    }

    private int ValueEnd(int at, string delimiters)
    {
        while (at < Text.Length && !delimiters.Contains(Text[at]))
        {
            if (Text[at] != '(')
            {
                at++;
                continue;
            }

            var level = 0;
            do
            {
                if (at == Text.Length) return at;
                level += Text[at] switch { '(' => 1, ')' => -1, _ => 0 };
                at++;
            }
            while (level > 0);
        }

        return at;
    }
}
