using System.CommandLine;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Commands;

internal sealed class OfpCommand : Command
{
    public OfpCommand(GlobalOptions globals)
        : base("ofp", "OpenFlow messages as text and as bytes.")
    {
        Subcommands.Add(new OfpDecodeCommand(globals));
        Subcommands.Add(new OfpEncodeCommand(globals));
    }
}
