using System.CommandLine;
using System.Globalization;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Commands;

internal sealed class NetnsSetCommand : LocalCommand
{
    public NetnsSetCommand(GlobalOptions globals)
        : base("set", "Give a namespace the id by which this one is to know it. It cannot be changed afterwards.", "sudo ovsctl netns set red 7", "sudo ovsctl netns set red auto")
    {
        var name = new Argument<string>("NAME") { Description = "The namespace's name." };
        var id = new Argument<string>("NETNSID") { Description = "A number from 0, or 'auto'." };
        id.Validators.Add(result =>
        {
            if (Parse(result.Tokens[0].Value, out _)) return;
            result.AddError($"'{result.Tokens[0].Value}' is no namespace id: a number from 0 to {int.MaxValue}, or 'auto'");
        });
        Arguments.Add(name);
        Arguments.Add(id);
        RunHere(globals, parse => ["netns", "set", parse.GetRequiredValue(name), parse.GetRequiredValue(id)], (parse, _) =>
        {
            using var target = NamedNamespaceAccess.Open(parse.GetRequiredValue(name));
            using var route = RouteSocket.Open();
            Parse(parse.GetRequiredValue(id), out var wanted);
            route.SetNamespaceId(target, wanted);
        });
    }

    private static bool Parse(string text, out int? id)
    {
        id = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return id is not null || text == "auto";
    }
}
