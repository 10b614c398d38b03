using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Output;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Commands;

internal sealed class NetnsListIdCommand : LocalCommand
{
    private const string Form = "[nsid NUMBER] or [target-nsid NUMBER]";

    public NetnsListIdCommand(GlobalOptions globals)
        : base(
            "list-id",
            "The ids by which this namespace knows others, with or without a name; those that another one knows, beside its own.",
            "ovsctl netns list-id",
            "ovsctl netns list-id nsid 0",
            "sudo ovsctl netns list-id target-nsid 0")
    {
        var which = new Argument<(string Key, int Id)?>("WHICH") { Description = $"In the words of 'ip netns list-id': {Form}.", Arity = ArgumentArity.ZeroOrMore, CustomParser = Parse };
        Arguments.Add(which);
        RunHere(globals, parse => ["netns", "list-id", .. parse.GetResult(which)?.Tokens.Select(token => token.Value) ?? []], (parse, context) => Write(context, parse.GetValue(which)));
    }

    private static (string Key, int Id)? Parse(ArgumentResult result)
    {
        var words = new WordList(result, Form);
        (string, int)? which = null;
        while (words.NextKey() is { } key)
        {
            if (which is not null || key is not ("nsid" or "target-nsid")) words.Refuse($"unexpected word '{key}'");
            else if (words.Value<int>(key, "namespace id", text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null) is { } id) which = (key, id);
        }

        return which;
    }

    // As 'ip netns list-id' prints it, and 'ip -json netns list-id'.
    private static void Write(CliContext context, (string Key, int Id)? which)
    {
        using var route = RouteSocket.Open();
        var names = NamedNamespaces.List().Where(entry => entry.NsId is not null).ToLookup(entry => entry.NsId, entry => entry.Name);
        var isElsewhere = which is { Key: "target-nsid" };
        IEnumerable<NamespaceId> ids = which is ("target-nsid", var target) ? route.GetNamespaceIds(target) : route.GetNamespaceIds().Select(id => new NamespaceId(id, id));
        if (which is ("nsid", var wanted)) ids = [ids.FirstOrDefault(id => id.Id == wanted, new NamespaceId(-1, null)) is { Id: >= 0 } found ? found : throw new CommandFailure(ExitCode.NotFound, string.Create(CultureInfo.InvariantCulture, $"no namespace has the id {wanted} here"))];
        var named = ids.Select(id => (Id: id, Name: id.CurrentId is { } here ? names[here].FirstOrDefault() : null)).ToList();
        JsonText.WriteList(context, named, (json, entry) => WriteJson(json, entry.Id, entry.Name, isElsewhere), () =>
        {
            foreach (var (id, name) in named)
            {
                var current = isElsewhere ? $" current-nsid {id.CurrentId?.ToString(CultureInfo.InvariantCulture) ?? "unassigned"}" : "";
                context.Terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"nsid {id.Id}{current}{(name is null ? "" : $" (iproute2 netns name: {name})")}"));
            }
        });
    }

    private static void WriteJson(Utf8JsonWriter json, NamespaceId id, string? name, bool isElsewhere)
    {
        json.WriteStartObject();
        json.WriteNumber("nsid", id.Id);
        if (isElsewhere && id.CurrentId is { } current) json.WriteNumber("current-nsid", current);
        if (name is not null) json.WriteString("name", name);
        json.WriteEndObject();
    }
}
