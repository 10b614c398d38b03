using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Labs;
using OvsCtl.Cli.Output;
using OvsCtl.Topology.Drawings;

namespace OvsCtl.Cli.Commands;

internal sealed class LabGraphCommand : CliCommand
{
    public LabGraphCommand(GlobalOptions globals)
        : base(
            "graph",
            "A picture of a lab as it is now, what is down in red: -o text (default), dot, mermaid or svg. The SVG needs no other program.",
            "ovsctl lab graph",
            "ovsctl lab graph red-blue -o svg >red-blue.svg",
            "ovsctl lab graph red-blue -o dot | dot -Tpdf >red-blue.pdf",
            "ovsctl lab graph red-blue -o mermaid     # for Markdown")
    {
        var target = LabArguments.OptionalNameOrFile();
        Arguments.Add(target);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            using var client = context.Connect();
            var lab = await LabTarget.NameOrOnlyAsync(parse.GetValue(target), client, cancellationToken);
            var drawing = LabDrawing.Of(await client.Labs.StatusAsync(new LabRequest { Lab = lab }, cancellationToken));
            context.Terminal.Out.Write(context.Format switch
            {
                OutputFormat.Dot => DotText.Write(drawing),
                OutputFormat.Mermaid => MermaidText.Write(drawing),
                OutputFormat.Svg => SvgText.Write(drawing),
                _ => TreeText.Write(drawing),
            });
            return ExitCode.Ok;
        });
    }

    protected override IReadOnlyList<OutputFormat> Formats => [OutputFormat.Text, OutputFormat.Dot, OutputFormat.Mermaid, OutputFormat.Svg];
}
