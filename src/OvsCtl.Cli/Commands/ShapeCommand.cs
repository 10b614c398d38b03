using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Labs;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Output;
using OvsCtl.Topology;
using OvsCtl.Topology.LabFiles;
using OvsCtl.Topology.Plans;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Cli.Commands;

internal sealed class ShapeCommand : LocalCommand
{
    private const string None = "none";

    public ShapeCommand(GlobalOptions globals)
        : base(
            "shape",
            "What an interface does to what it sends: holds it to a rate, delays it, loses some of it. A lab that it belongs to is paused, else its daemon would mend it at once; when nothing differs from the lab any more, the lab is resumed.",
            "sudo ovsctl shape red                        # red has one interface",
            "sudo ovsctl shape red:eth0 rate=10mbit",
            "sudo ovsctl shape red rate=1mbit burst=32k delay=20ms loss=1%",
            "sudo ovsctl shape red none                   # as fast as it can again")
    {
        var end = new Argument<string>("HOST[:IF]")
        {
            Description = "A host of a lab, any namespace in /run/netns, or root for where this command runs; HOST alone when it has one interface besides lo.",
            HelpName = "HOST[:IF]",
        }.WithHosts();
        var words = new Argument<string[]>("KEY=VALUE")
        {
            Description = "rate (bits a second, such as 10mbit), with it burst (bytes, such as 32k); delay (such as 20ms); loss (such as 1%). Or none. Without any: what it does now.",
            HelpName = "KEY=VALUE",
            Arity = ArgumentArity.ZeroOrMore,
        };
        words.CompletionSources.Add("rate=", "burst=", "delay=", "loss=", None);
        Arguments.Add(end);
        Arguments.Add(words);
        RunHere(globals, parse => ["shape", parse.GetRequiredValue(end), .. parse.GetValue(words) ?? []], (parse, context, cancellationToken) =>
            RunAsync(context, parse.GetRequiredValue(end), parse.GetValue(words) ?? [], cancellationToken));
    }

    protected override IReadOnlyList<OutputFormat> Formats => [OutputFormat.Table, OutputFormat.Json, OutputFormat.Yaml];

    private static async Task<int> RunAsync(CliContext context, string end, string[] words, CancellationToken cancellationToken)
    {
        using var place = InterfacePlace.Open(end);
        using var route = place.Namespace.OpenRouteSocket();
        var link = place.Find(route.GetLinks());
        var there = LinkShape.Read(route, link.IfIndex);
        if (words.Length == 0)
        {
            Write(context, place.Name(link), there);
            return ExitCode.Ok;
        }

        var step = new SetShape(place.Place, link.Name, Wanted(words, link.Mtu), there) { Reason = "it was asked for" };
        var lab = LabMark.TryParseAlias(link.Alias, out var mark) ? mark : null;
        var isKnown = lab is not null && await LabPause.SetAsync(context, lab, true, cancellationToken);
        try
        {
            if (context.IsVerbose) foreach (var command in step.Commands) context.Terminal.Error.WriteLine(command);
            if (!Shape.AreSame(step.Shape, there)) LinkShape.Set(route, link.IfIndex, step);
            Write(context, place.Name(link), step.Shape);
        }
        finally
        {
            if (isKnown && lab is not null) await ResumeAsync(context, lab, cancellationToken);
        }

        return ExitCode.Ok;
    }

    private static Shape? Wanted(string[] words, int mtu)
    {
        if (words is [None]) return null;
        try
        {
            return LabFile.ParseShape(words, mtu);
        }
        catch (FormatException e)
        {
            throw new CommandFailure(ExitCode.Usage, e.Message, e);
        }
    }

    private static async Task ResumeAsync(CliContext context, string lab, CancellationToken cancellationToken)
    {
        if (await LabPause.StatusAsync(context, lab, cancellationToken) is not { } status) return;
        if (status.Drift.Count == 0) await LabPause.SetAsync(context, lab, false, cancellationToken);
        context.Terminal.Error.WriteLine(status.Drift.Count == 0
            ? $"ovsctl: lab {lab} is looked after: nothing differs from its file"
            : $"ovsctl: lab {lab} is paused: nothing is mended until 'ovsctl lab resume {lab}'");
    }

    private static void Write(CliContext context, string name, Shape? shape) => JsonText.WriteList(
        context,
        [shape],
        (json, item) =>
        {
            json.WriteStartObject();
            json.WriteString("interface", name);
            json.WriteString("shape", item?.ToString() ?? "");
            json.WriteEndObject();
        },
        () => context.Terminal.Out.WriteLine(shape is null ? $"{name} sends as fast as it can" : $"{name} sends with {shape}"));
}
