using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Commands;

/// <summary><c>rule add</c> and <c>rule del</c>.</summary>
internal sealed class RuleChangeCommand : LocalCommand
{
    private RuleChangeCommand(GlobalOptions globals, string name, string description, string[] examples, Func<RouteBatch, RuleWords, RouteBatch> change)
        : base(name, description, examples)
    {
        var host = EndArgument.Place();
        var words = new Argument<RuleWords>("RULE") { Description = $"In the words of 'ip rule': {RuleWords.Form}.", Arity = ArgumentArity.OneOrMore, CustomParser = RuleWords.Parse };
        var isIPv6 = new Option<bool>("--ipv6", "-6") { Description = "A rule of IPv6, where no address in it says so." };
        Arguments.Add(host);
        Arguments.Add(words);
        Options.Add(isIPv6);
        RunHere(globals, parse => ["rule", name, parse.GetRequiredValue(host), .. parse.GetResult(words)?.Tokens.Select(token => token.Value) ?? [], .. parse.GetValue(isIPv6) ? ["--ipv6"] : Array.Empty<string>()], (parse, _) =>
        {
            using var ns = NamedNamespaceAccess.Open(EndArgument.HostOf(parse.GetRequiredValue(host)));
            using var route = ns.OpenRouteSocket();
            change(route.NewBatch(), parse.GetRequiredValue(words).Of(parse.GetValue(isIPv6))).Commit();
        });
    }

    public static RuleChangeCommand Add(GlobalOptions globals) => new(
        globals,
        "add",
        "Add a routing rule; without a table or another action packets look in the main table.",
        ["sudo ovsctl rule add red from 10.0.1.0/24 lookup 100", "sudo ovsctl rule add red fwmark 7 iif eth0 priority 90 lookup 100", "sudo ovsctl rule add red to fd00::/8 unreachable"],
        (batch, words) => batch.AddRule(words.Rule with { Action = words.Rule.Action == RuleAction.None ? RuleAction.Lookup : words.Rule.Action }));

    public static RuleChangeCommand Delete(GlobalOptions globals) => new(
        globals,
        "del",
        "Delete a routing rule: the first that has all that is given.",
        ["sudo ovsctl rule del red from 10.0.1.0/24 lookup 100", "sudo ovsctl rule del red priority 90"],
        (batch, words) => batch.DeleteRule(words.Rule));
}
