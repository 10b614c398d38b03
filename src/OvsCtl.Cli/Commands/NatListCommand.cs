using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Rendering;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Commands;

internal sealed class NatListCommand : LocalCommand
{
    public NatListCommand(GlobalOptions globals)
        : base("list", "Every rule with its handle and what it has counted.", "sudo ovsctl nat list", "sudo ovsctl nat list red")
    {
        var host = HostArgument.Optional();
        Arguments.Add(host);
        RunHere(globals, parse => ["nat", "list", .. HostArgument.Words(parse.GetValue(host))], (parse, context) =>
        {
            using var ns = NamedNamespaceAccess.Open(EndArgument.HostOf(parse.GetValue(host)));
            NatView.Write(context, Nftables.GetRules(ns));
        });
    }
}
