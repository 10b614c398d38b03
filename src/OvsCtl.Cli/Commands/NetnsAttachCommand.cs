using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Commands;

internal sealed class NetnsAttachCommand : LocalCommand
{
    public NetnsAttachCommand(GlobalOptions globals)
        : base("attach", "Give the namespace of a process a name; it then outlives the process.", "sudo ovsctl netns attach red 4711")
    {
        var name = new Argument<string>("NAME") { Description = "The new name." };
        var pid = ProcessArgument.Required();
        Arguments.Add(name);
        Arguments.Add(pid);
        RunHere(globals, parse => ["netns", "attach", parse.GetRequiredValue(name), ProcessArgument.Text(parse.GetRequiredValue(pid))], (parse, _) =>
            NamedNamespaces.Attach(parse.GetRequiredValue(name), parse.GetRequiredValue(pid)));
    }
}
