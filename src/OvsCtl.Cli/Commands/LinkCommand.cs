using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;

namespace OvsCtl.Cli.Commands;

internal sealed class LinkCommand : LocalCommand
{
    public LinkCommand(GlobalOptions globals)
        : base(
            "link",
            "The links of a host: interfaces, what they are and what they are plugged into; with down or up, sets one of them. A lab that it belongs to is paused by 'down', else its daemon would mend it at once; 'up' resumes the lab when no other of its links is down.",
            "sudo ovsctl link red",
            "ovsctl link -o wide",
            "sudo ovsctl link red --statistics",
            "sudo ovsctl link red down             # red has one interface",
            "sudo ovsctl link internet:eth0 down",
            "sudo ovsctl link red up")
    {
        var end = new Argument<string?>("HOST[:IF]")
        {
            Description = "A host of a lab, any namespace in /run/netns, or root for where this command runs, which it is without one. With :IF only that interface; to set a link, HOST alone when it has one besides lo.",
            HelpName = "HOST[:IF]",
            Arity = ArgumentArity.ZeroOrOne,
        }.WithHosts();
        var state = new Argument<string?>("STATE") { Description = "down or up.", HelpName = "down|up", Arity = ArgumentArity.ZeroOrOne };
        state.AcceptOnly("down", "up");
        var statistics = LinkListCommand.Statistics();
        Arguments.Add(end);
        Arguments.Add(state);
        Options.Add(statistics);
        Subcommands.Add(new LinkListCommand(globals));
        Subcommands.Add(new LinkAddCommand(globals));
        Subcommands.Add(new LinkSetCommand(globals));
        Subcommands.Add(new LinkDeleteCommand(globals));
        Subcommands.Add(new LinkFeaturesCommand(globals));
        string?[] Words(ParseResult parse) => ["link", parse.GetValue(end), parse.GetValue(state), parse.GetValue(statistics) ? "--statistics" : null];
        RunHere(globals, parse => [.. Words(parse).OfType<string>()], async (parse, context, cancellationToken) =>
        {
            if (parse.GetValue(end) is { } named && parse.GetValue(state) is { } wanted)
            {
                await LinkState.SetAsync(context, named, wanted == "up", cancellationToken);
                return ExitCode.Ok;
            }

            LinkListCommand.Write(context, parse.GetValue(end), parse.GetValue(statistics));
            return ExitCode.Ok;
        });
    }
}
