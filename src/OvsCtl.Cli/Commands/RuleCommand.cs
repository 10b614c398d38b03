using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

/// <summary><c>rule</c>, and <c>rule list</c>, which is the same.</summary>
internal sealed class RuleCommand : LocalCommand
{
    private RuleCommand(GlobalOptions globals, string name, params string[] examples)
        : base(name, "The rules that say which packets look in which routing table, IPv4 and then IPv6, as 'ip rule' prints them; with -o wide who made them too.", examples)
    {
        var host = HostArgument.Optional();
        Arguments.Add(host);
        RunHere(globals, parse => ["rule", "list", .. HostArgument.Words(parse.GetValue(host))], (parse, context) =>
        {
            using var ns = NamedNamespaceAccess.Open(EndArgument.HostOf(parse.GetValue(host)));
            using var route = ns.OpenRouteSocket();
            RuleView.Write(context, route.GetRules(), route.GetLinks().Select(link => link.Name).ToHashSet());
        });
    }

    public static RuleCommand Create(GlobalOptions globals) => new(globals, "rule", "sudo ovsctl rule red", "sudo ovsctl rule red -o json")
    {
        new RuleCommand(globals, "list", "sudo ovsctl rule list red"),
        RuleChangeCommand.Add(globals),
        RuleChangeCommand.Delete(globals),
    };
}
