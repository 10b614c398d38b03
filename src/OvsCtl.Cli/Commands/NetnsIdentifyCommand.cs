using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Output;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Commands;

internal sealed class NetnsIdentifyCommand : LocalCommand
{
    public NetnsIdentifyCommand(GlobalOptions globals)
        : base("identify", "The names of the namespace that a process is in; nothing when it has none.", "sudo ovsctl netns identify 4711")
    {
        var pid = ProcessArgument.Optional();
        Arguments.Add(pid);
        RunHere(globals, parse => ["netns", "identify", .. parse.GetValue(pid) is { } given ? [ProcessArgument.Text(given)] : Array.Empty<string>()], (parse, context) =>
        {
            var names = NamedNamespaces.Identify(parse.GetValue(pid) ?? Environment.ProcessId);
            JsonText.WriteList(context, names, static (json, name) => json.WriteStringValue(name), () =>
            {
                foreach (var name in names) context.Terminal.Out.WriteLine(name);
            });
        });
    }
}
