using OvsCtl.Topology.LabFiles.Values;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles.Reading;

/// <summary>Reads <c>A -> B</c>: from where an attempt is made and at what.</summary>
internal sealed class CheckEnds(LabContext lab, LabSpec spec, LabNamespaces namespaces)
{
    private readonly Dictionary<string, SwitchSpec> _switches = spec.Switches.ToDictionary(s => s.Name);
    private readonly List<string> _hostsAndSwitches = [.. lab.Outline.AllHosts, .. lab.Outline.Switches];

    public CheckSpec? Read(CheckSpec check, Word word)
    {
        if (check.Kind == CheckKind.Route && word.Split() is [.., { Text: "via" } keyword, var gateway])
        {
            if (lab.Addresses.Bare(gateway) is not { } via) return null;
            check = check with { Via = via };
            word = word[..(keyword.At.Column - word.At.Column)];
        }

        var isBothWays = word.Text.Contains("<->", StringComparison.Ordinal);
        var arrow = word.Text.IndexOf(isBothWays ? "<->" : "->", StringComparison.Ordinal);
        var sides = arrow < 0 ? [] : new[] { word[..arrow].Trim(), word[(arrow + (isBothWays ? 3 : 2))..].Trim() };
        if (sides.Length == 0 || sides.Any(s => s.Split().Count != 1))
        {
            lab.Errors.Add(word.At, $"{word} does not say from where to where: {Form(check.Kind)}");
            return null;
        }

        if (isBothWays && check.Kind != CheckKind.Ping)
        {
            lab.Errors.Add(word.At, $"'<->' goes with ping only; {Form(check.Kind)}");
            return null;
        }

        var from = From(sides[0]);
        var to = isBothWays ? Partner(sides[1]) : Target(check.Kind, sides[1]);
        if (isBothWays && from is not null) RequireAddress(sides[0]);
        return from is null || to is null ? null : check with { From = from, To = to, IsBothWays = isBothWays };
    }

    private static string Form(CheckKind kind) => kind switch
    {
        CheckKind.Ping => "A -> B or A <-> B",
        CheckKind.Tcp => "A -> B:PORT",
        CheckKind.Route => "A -> B or A -> B via GATEWAY",
        CheckKind.Arp => "A -> B",
        _ => "A -> B:PORT or A -> B:PORT/PATH",
    };

    private CheckEnd? From(Word word)
    {
        if (word.Text == "root" || lab.Outline.IsHost(word.Text)) return new CheckEnd(word.Text, null, null, null);
        if (_switches.ContainsKey(word.Text)) lab.Errors.Add(word.At, $"{word} is a switch; a check starts from a host or from root");
        else if (AddressText.LooksLikeOne(word.Text)) lab.Errors.Add(word.At, $"{word} is an address; a check starts from a host or from root");
        else if (lab.Outline.AreHostsKnown) lab.Errors.AddUnknown("host", word, lab.Outline.Namespaces);
        return null;
    }

    /// <summary>The other side of <c>&lt;-></c>, which is the sender too.</summary>
    private CheckEnd? Partner(Word word)
    {
        if (From(word) is not { } end) return null;
        RequireAddress(word);
        return end;
    }

    private CheckEnd? Target(CheckKind kind, Word word)
    {
        if (kind is CheckKind.Ping or CheckKind.Route or CheckKind.Arp) return Named(kind, word, null, null);
        var slash = kind == CheckKind.Http ? word.Text.IndexOf('/', StringComparison.Ordinal) : -1;
        var path = slash < 0 ? null : word.Text[slash..];
        return lab.Endpoint(slash < 0 ? word : word[..slash], "port") is { } endpoint ? Named(kind, endpoint.Host, endpoint.Port, path) : null;
    }

    private CheckEnd? Named(CheckKind kind, Word word, int? port, string? path)
    {
        if (word.Text == "root" || lab.Outline.IsHost(word.Text) || _switches.ContainsKey(word.Text))
        {
            RequireAddress(word);
            return new CheckEnd(word.Text, null, port, path);
        }

        if (AddressText.LooksLikeOne(word.Text)) return Address(kind, word, port, path);
        if (lab.Outline.AreHostsKnown && lab.Outline.AreSwitchesKnown) lab.Errors.AddUnknown("host or switch", word, _hostsAndSwitches);
        return null;
    }

    private CheckEnd? Address(CheckKind kind, Word word, int? port, string? path)
    {
        var colon = word.Text.IndexOf(':', StringComparison.Ordinal);
        if (port is null && colon >= 0 && (lab.Outline.IsHost(word.Text[..colon]) || _switches.ContainsKey(word.Text[..colon]) || AddressText.TryParse(word.Text[..colon], out _, out _)))
        {
            lab.Errors.Add(word.At, $"{word} has a port; {(kind == CheckKind.Arp ? "arp" : kind == CheckKind.Route ? "a route" : "ping")} has none: {word.Text[..colon]}");
            return null;
        }

        return lab.Addresses.Bare(word) is { } address ? new CheckEnd(null, address, port, path) : null;
    }

    private void RequireAddress(Word word)
    {
        if (word.Text == "root") lab.Errors.Add(word.At, "root has more than one address: give the one that is meant");
        else if (_switches.TryGetValue(word.Text, out var found))
        {
            if (found.Address is null && !lab.Doubtful.Contains(word.Text)) lab.Errors.Add(word.At, $"the switch {word} has no address");
        }
        else if (namespaces[word.Text] is { HasAddress: false, IsDoubtful: false }) lab.Errors.Add(word.At, $"the host {word} has no address");
    }
}
