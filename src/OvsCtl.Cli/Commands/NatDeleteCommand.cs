using System.CommandLine;
using System.Globalization;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Commands;

internal sealed class NatDeleteCommand : LocalCommand
{
    public NatDeleteCommand(GlobalOptions globals)
        : base("del", "Delete one rule by its handle, which 'nat list' shows.", "sudo ovsctl nat del ovsctl_red-blue 4", "sudo ovsctl nat del filter 7 --host red")
    {
        var table = new Argument<string>("TABLE") { Description = "The rule's table." };
        var handle = new Argument<ulong>("HANDLE")
        {
            Description = "Its number there.",
            CustomParser = argument =>
            {
                if (ulong.TryParse(argument.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
                argument.AddError($"'{argument.Tokens[0].Value}' is no handle of a rule: a number that 'ovsctl nat list' shows");
                return 0;
            },
        };
        var host = new Option<string?>("--host") { Description = "A host of a lab, or any namespace in /run/netns (default: where this command runs).", HelpName = "HOST" };
        Arguments.Add(table);
        Arguments.Add(handle);
        Options.Add(host);
        RunHere(globals, parse => ["nat", "del", parse.GetRequiredValue(table), $"{parse.GetRequiredValue(handle)}", .. parse.GetValue(host) is { } name ? ["--host", name] : Array.Empty<string>()], (parse, _) =>
        {
            using var ns = NamedNamespaceAccess.Open(EndArgument.HostOf(parse.GetValue(host)));
            var (name, number) = (parse.GetRequiredValue(table), parse.GetRequiredValue(handle));
            var rules = Nftables.GetRules(ns).Where(rule => rule.Table == name && rule.Handle == number).ToList();
            if (rules is not [var found]) throw new CommandFailure(ExitCode.NotFound, rules.Count == 0 ? $"there is no rule {number} in a table {name}; 'ovsctl nat list' shows those there are" : $"tables of more than one family are called {name} and have a rule {number}: use 'nft delete rule'");
            Nftables.DeleteRule(ns, found);
        });
    }
}
