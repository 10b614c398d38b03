namespace OvsCtl.OpenFlow;

/// <summary>Flags by name: <c>+syn-ack</c> for some of them, <c>syn|ack</c> for all of them, or as a number with or without mask.</summary>
internal static class FlagParser
{
    public static (byte[] Value, byte[] Mask) Parse(TextPart text, string[] names, int size, ulong known)
    {
        var slash = text.Text.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0) return (BitField.Bytes(Known(text.Slice(0, slash)), size), BitField.Bytes(Known(text.Slice(slash + 1)), size));
        if (text.Text.StartsWith('+') || text.Text.StartsWith('-')) return Signed();

        ulong value = 0;
        foreach (var word in text.Words("|")) value |= TextPart.TryNumber(word.Text, out _, out _) ? Known(word) : Bit(word);
        return (BitField.Bytes(value, size), BitField.Ones(size));

        (byte[], byte[]) Signed()
        {
            ulong set = 0, mask = 0;
            for (var at = 0; at < text.Text.Length;)
            {
                var end = text.Text.AsSpan(at + 1).IndexOfAny('+', '-') is var next and >= 0 ? at + 1 + next : text.Text.Length;
                var word = text.Slice(at + 1, end - at - 1);
                var bit = Bit(word);
                if ((mask & bit) != 0) throw word.Error($"flag {word.Text} is said twice");
                mask |= bit;
                if (text.Text[at] == '+') set |= bit;
                at = end;
            }

            return (BitField.Bytes(set, size), BitField.Bytes(mask, size));
        }

        ulong Bit(TextPart word) => Array.IndexOf(names, word.Text) is var index and >= 0 && (1UL << index & known) != 0
            ? 1UL << index
            : throw word.Unknown("flag", names, $"+ or - before each of {string.Join(", ", names)}, or some of them with | between, are allowed");

        ulong Known(TextPart number)
        {
            var flags = number.Number("flags", uint.MaxValue);
            return (flags & ~known) == 0 ? flags : throw number.Error($"there are no such flags; {FieldText.Hex(known)} are all");
        }
    }
}
