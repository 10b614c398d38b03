using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;

namespace OvsCtl.Cli.Commands;

internal sealed class NetnsAddCommand : LocalCommand
{
    public NetnsAddCommand(GlobalOptions globals)
        : base("add", "Create a named namespace.", "sudo ovsctl netns add red")
    {
        var name = new Argument<string>("NAME") { Description = "The new namespace's name." };
        Arguments.Add(name);
        RunHere(globals, parse => ["netns", "add", parse.GetRequiredValue(name)], (parse, _) => NamedNamespaceAccess.Create(parse.GetRequiredValue(name)));
    }
}
