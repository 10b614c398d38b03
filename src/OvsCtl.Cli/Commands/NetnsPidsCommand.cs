using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Output;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Commands;

internal sealed class NetnsPidsCommand : LocalCommand
{
    public NetnsPidsCommand(GlobalOptions globals)
        : base("pids", "The processes in a named namespace.", "sudo ovsctl netns pids red")
    {
        var name = new Argument<string>("NAME") { Description = "The namespace's name." };
        Arguments.Add(name);
        RunHere(globals, parse => ["netns", "pids", parse.GetRequiredValue(name)], (parse, context) =>
        {
            NamedNamespaceAccess.Open(parse.GetRequiredValue(name)).Dispose();
            var pids = NamedNamespaces.Pids(parse.GetRequiredValue(name));
            JsonText.WriteList(context, pids, static (json, pid) => json.WriteNumberValue(pid), () =>
            {
                foreach (var pid in pids) context.Terminal.Out.WriteLine(ProcessArgument.Text(pid));
            });
        });
    }
}
