using OvsCtl.Topology.LabFiles.Yaml;

namespace OvsCtl.Topology.LabFiles.Reading;

/// <summary>A mapping with known keys, looked at by key.</summary>
internal sealed class Fields
{
    private readonly Dictionary<string, Entry> _entries;

    private Fields(Dictionary<string, Entry> entries) => _entries = entries;

    /// <summary>The keys present, in file order.</summary>
    public IEnumerable<Entry> Entries => _entries.Values;

    /// <summary>The value of a key; null when the key is absent or has no value.</summary>
    public Node? this[string key] => _entries.GetValueOrDefault(key)?.Value is { } value and not TextNode { IsNull: true } ? value : null;

    /// <summary>Reports every key that is not in the set.</summary>
    public static Fields? Read(Node node, KeySet keys, ErrorList errors)
    {
        if (node is not MappingNode mapping)
        {
            errors.Add(node.At, $"{keys.What} must be a mapping ({string.Join(", ", keys.Allowed)}), found {node.Description}");
            return null;
        }

        var known = new Dictionary<string, Entry>();
        foreach (var entry in mapping.Entries)
        {
            if (keys.Allowed.Contains(entry.Name)) known.Add(entry.Name, entry);
            else ReportUnknown(entry, keys, errors);
        }

        return new Fields(known);
    }

    public static void ReportUnknown(Entry entry, KeySet keys, ErrorList errors, string what = "key")
    {
        if (keys.Later.Contains(entry.Name)) errors.Add(entry.Key.At, $"'{entry.Name}' is not supported in this version");
        else errors.AddUnknown(what, entry.Key.Word, keys.Allowed);
    }
}
