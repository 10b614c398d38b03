using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>A piece of a flow's text that knows where it stands.</summary>
internal readonly record struct TextPart(string Text, int Position)
{
    public bool IsEmpty => Text.Length == 0;

    public FlowSyntaxException Error(string message) => new(message, Position);

    /// <summary>Reads a number as C does: decimal, 0x hexadecimal or 0 octal.</summary>
    public ulong Number(string what, ulong maximum)
    {
        var text = Text.Trim();
        if (IsNumber(text, out var value) && value <= maximum) return value;
        throw Error($"invalid {what} \"{Text}\"; a number from 0 to {maximum.ToString(CultureInfo.InvariantCulture)} is allowed");
    }

    public static bool IsNumber(string text, out ulong value)
    {
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) return ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
        if (text.StartsWith('-') && ulong.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var negated))
        {
            value = unchecked(0UL - negated);
            return true;
        }

        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    public TextPart Slice(int start, int length) => new(Text.Substring(start, length), Position + start);

    public TextPart Slice(int start) => new(Text[start..], Position + start);

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
