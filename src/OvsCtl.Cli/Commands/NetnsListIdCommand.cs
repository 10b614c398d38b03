using System.Globalization;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Output;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Commands;

internal sealed class NetnsListIdCommand : LocalCommand
{
    public NetnsListIdCommand(GlobalOptions globals)
        : base("list-id", "The ids by which this namespace knows others, with or without a name.", "ovsctl netns list-id")
    {
        RunHere(globals, _ => ["netns", "list-id"], (_, context) => Write(context));
    }

    // As 'ip netns list-id' prints it, and 'ip -json netns list-id'.
    private static void Write(CliContext context)
    {
        using var route = RouteSocket.Open();
        var names = NamedNamespaces.List().Where(entry => entry.NsId is not null).ToLookup(entry => entry.NsId, entry => entry.Name);
        var ids = route.GetNamespaceIds().Select(id => (Id: id, Name: names[id].FirstOrDefault())).ToList();
        JsonText.WriteList(
            context,
            ids,
            static (json, entry) =>
            {
                json.WriteStartObject();
                json.WriteNumber("nsid", entry.Id);
                if (entry.Name is not null) json.WriteString("name", entry.Name);
                json.WriteEndObject();
            },
            () =>
            {
                foreach (var (id, name) in ids)
                    context.Terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"nsid {id}{(name is null ? "" : $" (iproute2 netns name: {name})")}"));
            });
    }
}
