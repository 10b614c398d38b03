using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Labs;
using OvsCtl.Topology.LabFiles;

namespace OvsCtl.Cli.Commands;

internal sealed class LabExportCommand : CliCommand
{
    public LabExportCommand(GlobalOptions globals)
        : base(
            "export",
            "Write a lab file in its long form, every short form spelled out. Needs no daemon.",
            "ovsctl lab export labs/red-blue.yaml")
    {
        var file = LabArguments.File();
        Arguments.Add(file);
        Run(globals, (parse, context, _) =>
        {
            var lab = LabFileReader.Read(parse.GetRequiredValue(file));
            context.Terminal.Out.Write(LabFile.Export(LabFile.Parse(lab.Text, lab.FileName)));
            return Task.FromResult(ExitCode.Ok);
        });
    }
}
