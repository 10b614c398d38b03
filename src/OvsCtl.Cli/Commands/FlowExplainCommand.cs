using System.CommandLine;
using System.Text.Json;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Output;
using OvsCtl.OpenFlow;

namespace OvsCtl.Cli.Commands;

internal sealed class FlowExplainCommand : CliCommand
{
    public FlowExplainCommand(GlobalOptions globals)
        : base(
            "explain",
            "Say a flow in plain words: one given in flow syntax, or, with -, each line of standard input. Needs no daemon.",
            "ovsctl flow explain 'table=1,priority=200,tcp,nw_dst=10.0.0.0/8,tp_dst=80,actions=dec_ttl,output:2'",
            "ovs-ofctl dump-flows br0 | ovsctl flow explain -")
    {
        var flow = new Argument<string[]>("FLOW") { Description = "The flow; - for flows on standard input, one a line.", Arity = ArgumentArity.OneOrMore };
        Arguments.Add(flow);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            var text = string.Join(' ', parse.GetRequiredValue(flow));
            var flows = text == "-" ? FlowFile.Read("standard input", await Console.In.ReadToEndAsync(cancellationToken)) : [text];
            var explained = flows.Select(f => (Flow: f, Sentences: Explain(f))).ToList();
            JsonText.WriteList(
                context,
                explained,
                (json, each) => Write(json, each.Flow, each.Sentences),
                () =>
                {
                    foreach (var (line, sentences) in explained)
                    {
                        if (text == "-") context.Terminal.Out.WriteLine(line);
                        foreach (var sentence in sentences) context.Terminal.Out.WriteLine(text == "-" ? $"  {sentence}" : sentence);
                    }
                });
            return ExitCode.Ok;
        });
    }

    private static IReadOnlyList<string> Explain(string flow)
    {
        var names = new List<string>();
        try
        {
            // No switch is asked: what looks like the name of a port is one, and is said as it was given; other words are mistakes.
            return FlowExplanation.Of(FlowSyntax.ParseAdd(flow, Numbered), port => port.Value > int.MaxValue || port.Value < FirstNamed ? null : names.ElementAtOrDefault((int)port.Value - FirstNamed));
        }
        catch (FlowSyntaxException e)
        {
            throw new CommandFailure(ExitCode.Usage, FlowSyntaxError.Excerpt(flow, e), e);
        }

        PortNumber? Numbered(string name)
        {
            if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') || !name.Any(c => char.IsAsciiDigit(c) || c == '-')) return null;
            names.Add(name);
            return new PortNumber((uint)(FirstNamed + names.Count - 1));
        }
    }

    // Numbers that no flow is likely to have.
    private const int FirstNamed = 0xfe00;

    private static void Write(Utf8JsonWriter json, string flow, IReadOnlyList<string> sentences)
    {
        json.WriteStartObject();
        json.WriteString("flow", flow);
        json.WriteStartArray("sentences");
        foreach (var sentence in sentences) json.WriteStringValue(sentence);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
