using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Labs;
using OvsCtl.Topology.LabFiles;

namespace OvsCtl.Cli.Commands;

internal sealed class LabExportCommand : CliCommand
{
    public LabExportCommand(GlobalOptions globals)
        : base(
            "export",
            "Write a lab in its long form, every short form spelled out: a running one by its name, or a file, which needs no daemon.",
            "ovsctl lab export labs/red-blue.yaml",
            "ovsctl lab export red-blue >copy.yaml")
    {
        var target = LabArguments.OptionalNameOrFile();
        Arguments.Add(target);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            var text = parse.GetValue(target) is { } file && LabTarget.IsFile(file)
                ? OfFile(LabFileReader.Read(file))
                : await OfRunningAsync(context, parse.GetValue(target), cancellationToken);
            context.Terminal.Out.Write(text);
            return ExitCode.Ok;
        });
    }

    private static string OfFile(LabSource lab) => LabFile.Export(LabFile.Parse(lab.Text, lab.FileName));

    private static async Task<string> OfRunningAsync(CliContext context, string? name, CancellationToken cancellationToken)
    {
        using var client = context.Connect();
        var lab = await LabTarget.NameOrOnlyAsync(name, client, cancellationToken);
        return (await client.Labs.ExportAsync(new LabRequest { Lab = lab }, cancellationToken)).Text;
    }
}
