using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Rendering;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Commands;

internal sealed class NetnsWatchCommand : LocalCommand
{
    public NetnsWatchCommand(GlobalOptions globals)
        : base(
            "watch",
            "Print names as they come and go; with a name, what changes inside that namespace. Until Ctrl-C; -o json gives a line of JSON each.",
            "ovsctl netns watch",
            "sudo ovsctl netns watch red -o json")
    {
        var host = HostArgument.Optional();
        host.Description = "The namespace to look into (default: the names in /run/netns).";
        Aliases.Add("monitor");
        Arguments.Add(host);
        RunHere(globals, parse => ["netns", "watch", .. HostArgument.Words(parse.GetValue(host))], async (parse, context, cancellationToken) =>
        {
            var name = parse.GetValue(host);
            using var ns = NamedNamespaceAccess.Open(EndArgument.HostOf(name));
            var view = new WatchView(context.Terminal.Out, context.Format);
            var tables = name is null ? WatchedTables.Namespaces : WatchedTables.All & ~WatchedTables.Namespaces;
            try
            {
                await foreach (var change in ns.WatchAsync(tables, cancellationToken)) view.Write(change);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // Ctrl-C is how one ends it.
            }

            return ExitCode.Ok;
        });
    }
}
