using OvsCtl.Api;
using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Diagnostics;
using OvsCtl.Cli.Labs;
using OvsCtl.Cli.Output;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Sandboxes;

/// <summary><c>lab run</c>, inside: up, show, check, flows, and down again whatever came of it.</summary>
internal static class SandboxLabRun
{
    public static async Task<int> RunAsync(CliContext context, Lifeline lifeline, LabSource lab, bool keep)
    {
        using var client = context.Connect();
        int exitCode;
        try
        {
            exitCode = await ShowAsync(context, client, lab, lifeline.Terminating);
            if (keep) await KeepAsync(context, lifeline, lab);
        }
        catch (Exception e) when (e is OperationCanceledException or CommandFailure { InnerException: OperationCanceledException })
        {
            exitCode = FailureReport.Write(new CommandFailure(ExitCode.Failed, "interrupted; taking the lab down"), context.Terminal.Error);
        }
        // The lifeline's token is spent when the user interrupted: taking down goes on to its end.
        var isDown = await LabChange.DownAsync(context, client, lab.Name, wait: false, CancellationToken.None);
        return isDown ? exitCode : ExitCode.Failed;
    }

    private static async Task<int> ShowAsync(CliContext context, OvsCtlClient client, LabSource lab, CancellationToken cancellationToken)
    {
        if (!await LabChange.UpAsync(context, client, lab.FileName, cancellationToken)) return ExitCode.Failed;

        Separate(context);
        var status = await client.Labs.StatusAsync(new LabRequest { Lab = lab.Name }, cancellationToken);
        context.Replies.Write(status, (page, isWide) => StatusView.Write(page, status, isWide));

        Separate(context);
        var holds = await LabChecks.RunAsync(context, client, lab.Name, cancellationToken);

        Separate(context);
        var flows = client.Flows.ListAsync(new ListFlowsRequest(), cancellationToken);
        await new FlowListing(context, context.Format == OutputFormat.Wide ? FlowColumns.All : FlowColumns.Explained).WriteAsync(flows);

        Separate(context);
        return holds ? ExitCode.Ok : ExitCode.CheckFailed;
    }

    private static async Task KeepAsync(CliContext context, Lifeline lifeline, LabSource lab)
    {
        var pid = await lifeline.OutsidePid.WaitAsync(lifeline.Terminating);
        context.Terminal.Error.WriteLine(
            $"""
            The lab stays up until Ctrl-C. From another terminal{(UserNamespaces.IsRootOutside() ? ", as root" : "")}:
              export {DaemonSocket.EnvironmentVariable}={SandboxSocket.PathFrom(pid)} PATH={AppContext.BaseDirectory.TrimEnd('/')}:$PATH
              ovsctl lab status
              ovsctl lab check {lab.Name}
              ovsctl flow list
              ovsctl exec HOST -- ip address
            """);
        await lifeline.Terminated;
    }

    private static void Separate(CliContext context)
    {
        if (context.Replies.IsForPeople) context.Terminal.Out.WriteLine();
    }
}
