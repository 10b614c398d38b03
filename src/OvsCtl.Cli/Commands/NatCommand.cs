using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Rendering;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Commands;

/// <summary><c>nat</c>, and <c>nat list</c>, which is the same.</summary>
internal sealed class NatCommand : LocalCommand
{
    private NatCommand(GlobalOptions globals, string name, params string[] examples)
        : base(name, "Every rule of NAT and filters in nftables' tables, those of labs and of others, with its handle and what it has counted.", examples)
    {
        var host = HostArgument.Optional();
        Arguments.Add(host);
        RunHere(globals, parse => ["nat", "list", .. HostArgument.Words(parse.GetValue(host))], (parse, context) =>
        {
            using var ns = NamedNamespaceAccess.Open(EndArgument.HostOf(parse.GetValue(host)));
            NatView.Write(context, Nftables.GetRules(ns));
        });
    }

    public static NatCommand Create(GlobalOptions globals) => new(globals, "nat", "sudo ovsctl nat")
    {
        new NatCommand(globals, "list", "sudo ovsctl nat list", "sudo ovsctl nat list red"),
        new NatDeleteCommand(globals),
    };
}
