using System.CommandLine.Parsing;
using System.Globalization;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Namespaces;

/// <summary>What becomes of a link, in the words of <c>ip link set</c>.</summary>
internal sealed record LinkChangeWords
{
    public const string Form = "up|down, mtu BYTES, address MAC, name NAME, alias TEXT, group NUMBER, master BRIDGE, nomaster, altname NAME, noaltname NAME, netns HOST|PID|root";

    public bool? Up { get; private set; }

    public int? Mtu { get; private set; }

    public byte[]? Mac { get; private set; }

    public string? Name { get; private set; }

    public string? Alias { get; private set; }

    public uint? Group { get; private set; }

    public string? Master { get; private set; }

    public bool NoMaster { get; private set; }

    public string? AlternativeName { get; private set; }

    public string? NoAlternativeName { get; private set; }

    /// <summary>A name, a process or root.</summary>
    public string? Target { get; private set; }

    public static LinkChangeWords? Parse(ArgumentResult result)
    {
        var words = new WordList(result, Form);
        var change = new LinkChangeWords();
        while (words.NextKey() is { } key) change.Read(words, key);
        if (change is { Up: not null, Target: not null }) words.Refuse("a link that changes namespaces goes down: bring it up there");
        if (change is { NoAlternativeName: not null, Target: not null }) words.Refuse("take the name away before the link changes namespaces");
        return words.HasFailed ? null : change;
    }

    public static byte[]? ParseMac(string text)
    {
        var parts = text.Split(':');
        var bytes = new byte[6];
        if (parts.Length != bytes.Length) return null;
        for (var i = 0; i < bytes.Length; i++)
            if (parts[i].Length is 0 or > 2 || !byte.TryParse(parts[i], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[i])) return null;
        return bytes;
    }

    public void Apply(RouteSocket route, string link)
    {
        if (AlternativeName is { } more) route.NewBatch().AddAlternativeName(link, more).Commit();
        using var target = Target is { } place ? Open(place) : null;
        route.NewBatch().SetLink(link, Up, Mtu, Mac, Alias, Group, Master is { } bridge ? LinkRef.FromString(bridge) : (LinkRef?)null, NoMaster, Name, target).Commit();
        // Last, since the link may be known here by the very name that goes.
        if (NoAlternativeName is { } less) route.NewBatch().DeleteAlternativeName(Name ?? link, less).Commit();
    }

    private void Read(WordList words, string key)
    {
        switch (key)
        {
            case "up" or "down" when Up is null: Up = key == "up"; break;
            case "mtu": Mtu = words.Value(key, "MTU in bytes", Number); break;
            case "address":
                var text = words.Value(key);
                Mac = ParseMac(text);
                if (Mac is null) words.Refuse($"'{text}' is no MAC address");
                break;
            case "name": Name = words.Value(key); break;
            case "alias": Alias = words.Value(key); break;
            case "group": Group = (uint?)words.Value(key, "group number", Number); break;
            case "master": Master = words.Value(key); break;
            case "nomaster": NoMaster = true; break;
            case "altname": AlternativeName = words.Value(key); break;
            case "noaltname": NoAlternativeName = words.Value(key); break;
            case "netns": Target = words.Value(key); break;
            default: words.Refuse($"unknown word '{key}'"); break;
        }
    }

    public static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // As with ip, digits are a process.
    private static NetworkNamespace Open(string place) =>
        Number(place) is { } pid ? NetworkNamespace.OpenProcess(pid) : NamedNamespaceAccess.Open(EndArgument.HostOf(place));
}
