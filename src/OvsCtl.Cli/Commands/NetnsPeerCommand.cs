using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Output;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Commands;

internal sealed class NetnsPeerCommand : LocalCommand
{
    public NetnsPeerCommand(GlobalOptions globals)
        : base("peer", "Where the other end of a veth is: its name, and its namespace.", "sudo ovsctl netns peer red eth0", "sudo ovsctl netns peer red:eth0", "ovsctl netns peer red-eth0")
    {
        var place = new Argument<string[]>("[NAME] LINK") { Description = "The link, with its namespace's name before it unless it is in this one.", Arity = new ArgumentArity(1, 2) };
        Arguments.Add(place);
        RunHere(globals, parse => ["netns", "peer", .. parse.GetRequiredValue(place)], (parse, context) =>
        {
            var (host, link) = parse.GetRequiredValue(place) switch
            {
                [var name, var there] => (EndArgument.HostOf(name), there),
                [var word] => EndArgument.Parse(word) is { } end ? (end.Host, end.Interface) : (null, word),
                _ => throw new InvalidOperationException("one word or two"),
            };
            using var here = NamedNamespaceAccess.Open(host);
            var peer = LinkPeer.Find(here, link)
                ?? throw new CommandFailure(ExitCode.NotFound, $"{link} has no peer, or its peer is in a namespace without a name and without a process that this user may look at");
            JsonText.WriteList(context, [peer], WriteJson, () => context.Terminal.Out.WriteLine($"{peer.Link.Name} {Place(peer)}"));
        });
    }

    private static string Place(LinkPeer peer) =>
        peer.NamespaceNames.Count > 0 ? $"in {string.Join(", ", peer.NamespaceNames)}"
        : peer.IsHere ? "in the same namespace"
        : peer.ProcessId is { } pid ? string.Create(CultureInfo.InvariantCulture, $"in the namespace of process {pid}")
        : string.Create(CultureInfo.InvariantCulture, $"in net:[{peer.NamespaceInode}]");

    private static void WriteJson(Utf8JsonWriter json, LinkPeer peer)
    {
        json.WriteStartObject();
        json.WriteString("ifname", peer.Link.Name);
        json.WriteNumber("ifindex", peer.Link.IfIndex);
        json.WriteStartArray("netns");
        foreach (var name in peer.NamespaceNames) json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteNumber("inode", peer.NamespaceInode);
        if (peer.ProcessId is { } pid) json.WriteNumber("pid", pid);
        json.WriteEndObject();
    }
}
