using OvsCtl.Cli.CommandLine;
using OvsCtl.Topology.LabFiles;

namespace OvsCtl.Cli.Commands;

internal sealed class SchemaCommand : CliCommand
{
    public SchemaCommand(GlobalOptions globals)
        : base(
            "schema",
            "The JSON Schema of lab files. An editor that speaks YAML completes and checks a lab file with it; a line in the file names it: # yaml-language-server: $schema=lab.schema.json",
            "ovsctl schema >lab.schema.json") =>
        Run(globals, (_, context, _) =>
        {
            context.Terminal.Out.Write(LabSchema.Text);
            return Task.FromResult(ExitCode.Ok);
        });
}
