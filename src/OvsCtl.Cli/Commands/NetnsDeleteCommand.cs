using System.CommandLine;
using System.Globalization;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;

namespace OvsCtl.Cli.Commands;

internal sealed class NetnsDeleteCommand : LocalCommand
{
    public NetnsDeleteCommand(GlobalOptions globals)
        : base("del", "Delete a named namespace; what still uses it keeps it alive without a name.", "sudo ovsctl netns del red")
    {
        var name = new Argument<string>("NAME") { Description = "The namespace's name." };
        Arguments.Add(name);
        RunHere(globals, parse => ["netns", "del", parse.GetRequiredValue(name)], (parse, context) =>
        {
            var (pids, otherNames) = NamedNamespaceAccess.Delete(parse.GetRequiredValue(name));
            if (otherNames.Count > 0) context.Terminal.Error.WriteLine($"ovsctl: the name {parse.GetRequiredValue(name)} is gone; the namespace lives on as {string.Join(", ", otherNames)}");
            if (otherNames.Count > 0 || pids.Count == 0) return;
            var list = string.Join(", ", pids.Select(pid => pid.ToString(CultureInfo.InvariantCulture)));
            context.Terminal.Error.WriteLine($"ovsctl: the name {parse.GetRequiredValue(name)} is gone; the namespace lives on without one as long as {(pids.Count == 1 ? "process" : "processes")} {list}");
        });
    }
}
