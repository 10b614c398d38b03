using System.CommandLine;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Commands;

internal sealed class NatCommand : Command
{
    public NatCommand(GlobalOptions globals)
        : base("nat", "Rules of NAT and filters, in nftables' tables: those of labs, and of others.")
    {
        Subcommands.Add(new NatListCommand(globals));
        Subcommands.Add(new NatDeleteCommand(globals));
    }
}
