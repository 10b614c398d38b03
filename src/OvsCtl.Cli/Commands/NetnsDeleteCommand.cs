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
        var name = new Argument<string?>("NAME") { Description = "The namespace's name.", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "Delete every name there is, as 'ip -all netns delete' does." };
        Arguments.Add(name);
        Options.Add(all);
        Validators.Add(result =>
        {
            if (result.GetValue(all) == (result.GetValue(name) is not null)) result.AddError("give the NAME of a namespace, or --all");
        });
        RunHere(globals, parse => ["netns", "del", parse.GetValue(name) ?? "--all"], (parse, context) =>
        {
            if (parse.GetValue(name) is { } one) Delete(one, context);
            else DeleteAll(context);
        });
    }

    private static void DeleteAll(CliContext context)
    {
        CommandFailure? first = null;
        foreach (var name in NamedNamespaceAccess.List().Select(n => n.Name))
        {
            try
            {
                Delete(name, context);
            }
            catch (CommandFailure e) when (e.ExitCode == ExitCode.NotFound)
            {
                // Gone since the names were listed.
            }
            catch (CommandFailure e)
            {
                if (first is not null) context.Terminal.Error.WriteLine($"ovsctl: {e.Message}");
                first ??= e;
            }
        }

        if (first is not null) throw first;
    }

    private static void Delete(string name, CliContext context)
    {
        var (pids, otherNames) = NamedNamespaceAccess.Delete(name);
        if (otherNames.Count > 0) context.Terminal.Error.WriteLine($"ovsctl: the name {name} is gone; the namespace lives on as {string.Join(", ", otherNames)}");
        if (otherNames.Count > 0 || pids.Count == 0) return;
        var list = string.Join(", ", pids.Select(pid => pid.ToString(CultureInfo.InvariantCulture)));
        context.Terminal.Error.WriteLine($"ovsctl: the name {name} is gone; the namespace lives on without one as long as {(pids.Count == 1 ? "process" : "processes")} {list}");
    }
}
