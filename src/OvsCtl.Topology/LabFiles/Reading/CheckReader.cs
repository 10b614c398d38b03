using OvsCtl.Topology.LabFiles.Yaml;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles.Reading;

/// <summary>The section <c>checks</c>.</summary>
internal sealed class CheckReader(LabContext lab, LabSpec spec, LabNamespaces namespaces)
{
    private const int MostAnswers = 1000;

    private static readonly string[] Verbs = ["ping", "no ping", "tcp", "no tcp", "http", "error", "route", "no route", "arp", "no arp", "flows"];
    private static readonly string[] ErrorVerbs = ["ping", "tcp", "http"];
    private static readonly KeySet Keys = new("a check", [.. Verbs, "within", "count", "status"], []);
    private static readonly KeySet ErrorKeys = new("'error'", [.. ErrorVerbs, "says"], []);

    private readonly HashSet<string> _linuxBridges = [.. spec.Switches.Where(s => s.Kind == SwitchKind.Linux).Select(s => s.Name)];
    private readonly CheckEnds _ends = new(lab, spec, namespaces);

    public IReadOnlyList<CheckSpec> ReadAll(Node? section) =>
        [.. lab.List(section, "checks", "- ping: A -> B").Select(Read).OfType<CheckSpec>()];

    private CheckSpec? Read(Node node)
    {
        if (Fields.Read(node, Keys, lab.Errors) is not { } fields) return null;
        if (Verb(fields, Verbs, node, Keys) is not { } verb) return null;
        var statement = verb.Name switch
        {
            "error" => ReadError(verb.Value),
            "flows" => ReadFlows(verb.Value),
            _ => ReadAttempt(verb),
        };
        if (statement is null) return null;

        RefuseKeysOfOtherKinds(fields, statement.Kind);
        var check = statement with
        {
            Within = lab.Scalars.Duration(fields["within"], "within"),
            Count = lab.Scalars.Integer(fields["count"], "count", 1, MostAnswers) ?? 1,
            Status = lab.Scalars.Integer(fields["status"], "status", 100, 599),
            At = node.At,
        };
        return check with { Text = CheckText.Of(check) };
    }

    /// <summary>The one entry that says what is checked.</summary>
    private Entry? Verb(Fields fields, string[] verbs, Node node, KeySet keys)
    {
        var found = fields.Entries.Where(e => verbs.Contains(e.Name)).ToList();
        if (found.Count == 1) return found[0];
        if (found.Count > 1) lab.Errors.Add(found[1].Key.At, $"{keys.What} has one of {string.Join(", ", verbs)}; found {found[0].Key.Word} and {found[1].Key.Word}");
        // A misspelt one has been reported as an unknown key.
        else if (node is MappingNode mapping && mapping.Entries.All(e => keys.Allowed.Contains(e.Name)))
            lab.Errors.Add(node.At, $"{keys.What} needs one of {string.Join(", ", verbs)}");
        return null;
    }

    private CheckSpec? ReadError(Node node)
    {
        if (Fields.Read(node, ErrorKeys, lab.Errors) is not { } fields) return null;
        lab.Missing(fields, node, ErrorKeys.What, "says");
        var says = lab.Scalars.Text(fields["says"], "says");
        if (Verb(fields, ErrorVerbs, node, ErrorKeys) is not { } verb) return null;
        return ReadAttempt(verb) is { } attempt && says is { } text ? attempt with { Says = text.Text } : null;
    }

    private CheckSpec? ReadFlows(Node node)
    {
        if (lab.Scalars.Text(node, "flows") is not { } word) return null;
        if (!lab.Outline.Switches.Contains(word.Text))
        {
            if (lab.Outline.AreSwitchesKnown) lab.Errors.AddUnknown("switch", word, lab.Outline.Switches);
            return null;
        }

        if (_linuxBridges.Contains(word.Text)) lab.Errors.Add(word.At, $"{word} is a Linux bridge, which has no flows");
        return new CheckSpec { Kind = CheckKind.Flows, Text = "", Switch = word.Text };
    }

    private CheckSpec? ReadAttempt(Entry verb)
    {
        if (lab.Scalars.Text(verb.Value, verb.Name) is not { } word) return null;
        var kind = verb.Name switch
        {
            "ping" or "no ping" => CheckKind.Ping,
            "http" => CheckKind.Http,
            "route" or "no route" => CheckKind.Route,
            "arp" or "no arp" => CheckKind.Arp,
            _ => CheckKind.Tcp,
        };
        var check = new CheckSpec { Kind = kind, Text = "", MustFail = verb.Name.StartsWith("no ", StringComparison.Ordinal) };
        if (word.Text != "all") return _ends.Read(check, word);
        if (verb.Name == "ping") return check with { IsAll = true };
        lab.Errors.Add(word.At, $"'all' goes with 'ping' only, not with '{verb.Name}'");
        return null;
    }

    private void RefuseKeysOfOtherKinds(Fields fields, CheckKind kind)
    {
        string[] wrong = kind switch { CheckKind.Http => [], CheckKind.Flows or CheckKind.Route or CheckKind.Arp => ["count", "status"], _ => ["status"] };
        foreach (var entry in fields.Entries.Where(e => wrong.Contains(e.Name)))
            lab.Errors.Add(entry.Key.At, $"'{entry.Name}' does not go with this check: {(entry.Name == "status" ? "only http has a status" : kind == CheckKind.Flows ? "flows are compared once" : "a table is looked up once")}");
    }
}
