using System.Globalization;
using OvsCtl.Topology.LabFiles.Yaml;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles.Values;

/// <summary>Reads the values of keys; null when there is none or when it is wrong, which has then been reported.</summary>
internal sealed class ScalarReader(ErrorList errors)
{
    private static readonly TimeSpan LongestDuration = TimeSpan.FromHours(1);

    /// <summary>Text that is not empty.</summary>
    public Word? Text(Node? node, string key)
    {
        if (node is null || AnyText(node, key) is not { } word) return null;
        if (word.Text.Length > 0) return word;
        errors.Add(node.At, $"'{key}' is empty");
        return null;
    }

    /// <summary>Text, also the empty one in quotes.</summary>
    public Word? AnyText(Node node, string key)
    {
        if (node is not TextNode { IsNull: false } text) errors.Add(node.At, $"'{key}' must be text, found {node.Description}");
        // Arguments and environment variables end at the first zero byte.
        else if (text.Text.Contains('\0', StringComparison.Ordinal)) errors.Add(node.At, $"'{key}' holds a NUL character");
        else return text.Word;
        return null;
    }

    public int? Integer(Node? node, string key, int min, int max) =>
        Text(node, key) is { } word ? Integer(word, key, min, max) : null;

    public int? Integer(Word word, string what, int min, int max)
    {
        if (int.TryParse(word.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max) return value;
        errors.Add(word.At, $"'{what}' must be a whole number from {min} to {max}, found {word}");
        return null;
    }

    /// <summary>One of a few words.</summary>
    public T? OneOf<T>(Node? node, string key, IReadOnlyDictionary<string, T> values)
        where T : struct
    {
        if (Text(node, key) is not { } word) return null;
        if (values.TryGetValue(word.Text, out var value)) return value;
        var nearest = NearestName.Of(word.Text, values.Keys) is { } near ? $" (did you mean '{near}'?)" : "";
        errors.Add(word.At, $"'{key}' must be {string.Join(" or ", values.Keys)}, found {word}{nearest}");
        return null;
    }

    public Word? Named(Node? node, string key, Func<string, string?> rule)
    {
        if (Text(node, key) is not { } word) return null;
        return IsNamed(word, rule) ? word : null;
    }

    public bool IsNamed(Word word, Func<string, string?> rule)
    {
        if (rule(word.Text) is not { } problem) return true;
        errors.Add(word.At, $"{word} {problem}");
        return false;
    }

    public MacAddress? Mac(Node? node)
    {
        if (Text(node, "mac") is not { } word) return null;
        if (!MacAddress.TryParse(word.Text, out var mac)) errors.Add(word.At, $"{word} is not a MAC address, e.g. 02:00:00:00:00:01");
        else if (mac.IsGroup) errors.Add(word.At, $"{mac} is a multicast address: the first byte of an interface's is even");
        else if (mac.Value == 0) errors.Add(word.At, $"{mac} is not the address of an interface");
        else return mac;
        return null;
    }

    /// <summary>As <c>0x1f</c>, as the 16 hex digits Open vSwitch prints, or as a decimal number.</summary>
    public ulong? DatapathId(Node? node)
    {
        if (Text(node, "dpid") is not { } word) return null;
        var (digits, style) = word.Text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? (word.Text[2..], NumberStyles.AllowHexSpecifier)
            : word.Text.Length == 16 ? (word.Text, NumberStyles.AllowHexSpecifier)
            : (word.Text, NumberStyles.None);
        if (ulong.TryParse(digits, style, CultureInfo.InvariantCulture, out var id) && id != 0) return id;
        errors.Add(word.At, $"'dpid' must be 0x and up to 16 hex digits, or a whole number, and not zero; found {word}");
        return null;
    }

    /// <summary><c>500ms</c>, <c>5s</c>, <c>2m</c>.</summary>
    public TimeSpan? Duration(Node? node, string key)
    {
        if (Text(node, key) is not { } word) return null;
        var unit = word.Text.TrimStart("0123456789".ToCharArray());
        var milliseconds = unit switch { "ms" => 1L, "s" => 1_000, "m" => 60_000, _ => 0 };
        if (int.TryParse(word.Text[..^unit.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            var duration = TimeSpan.FromMilliseconds(count * milliseconds);
            if (duration > TimeSpan.Zero && duration <= LongestDuration) return duration;
        }

        errors.Add(word.At, $"'{key}' must be a time such as 500ms, 5s or 2m, at most an hour; found {word}");
        return null;
    }
}
