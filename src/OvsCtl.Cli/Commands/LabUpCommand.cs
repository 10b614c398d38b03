using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Labs;

namespace OvsCtl.Cli.Commands;

internal sealed class LabUpCommand : CliCommand
{
    public LabUpCommand(GlobalOptions globals)
        : base(
            "up",
            "Bring a lab up, or change a running one to what its file says.",
            "ovsctl lab up labs/red-blue.yaml",
            "ovsctl lab up -v labs/red-blue.yaml    # with the equivalent ip and ovs-vsctl commands")
    {
        var file = LabArguments.File();
        Arguments.Add(file);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            using var client = context.Connect();
            return await LabChange.UpAsync(context, client, parse.GetRequiredValue(file), cancellationToken) ? ExitCode.Ok : ExitCode.Failed;
        });
    }
}
