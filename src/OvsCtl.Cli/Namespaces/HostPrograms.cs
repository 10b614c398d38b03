using OvsCtl.Api.Grpc;
using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Sandboxes;
using OvsCtl.Cli.Terminal;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Namespaces;

/// <summary>Programs run inside a host of a lab, on this terminal.</summary>
internal static class HostPrograms
{
    /// <param name="context">Where the daemon is.</param>
    /// <param name="host">The host's name.</param>
    /// <param name="program">The program and its arguments.</param>
    /// <param name="again">The command line of this command, for the inside of a sandbox.</param>
    /// <param name="isShell">It hands the terminal to process groups of its own.</param>
    /// <param name="cancellationToken">Ends the search for the host.</param>
    /// <exception cref="CommandFailure">With exit code 125 to 127, as docker exec has them.</exception>
    public static async Task<int> RunAsync(CliContext context, string host, IReadOnlyList<string> program, IReadOnlyList<string> again, bool isShell, CancellationToken cancellationToken)
    {
        if (SandboxSocket.TryParse(context.SocketPath) is { } sandbox) return await SandboxEntry.RunProgramAsync(sandbox, again);
        var location = await LocateAsync(context, host, cancellationToken);
        if (location.IsolatedPid > 0) return await JoinAsync((int)location.IsolatedPid, program, location.Env, isShell);
        if (isShell) TerminalForeground.Lead();
        return NamedNamespaceAccess.Exec(Path.GetFileName(location.Path), program, location.Env);
    }

    private static async Task<HostLocation> LocateAsync(CliContext context, string host, CancellationToken cancellationToken)
    {
        using var client = context.Connect();
        try
        {
            return await client.Hosts.LocateAsync(new LocateRequest { Host = host }, cancellationToken);
        }
        catch (RpcException e) when (e.Code is GrpcStatusCode.NotFound or GrpcStatusCode.FailedPrecondition)
        {
            throw new CommandFailure(ExitCode.ExecFailed, e.Message, e);
        }
    }

    // Nobody can become a process of another PID namespace: the program is a child, and this process stands for it outside.
    private static async Task<int> JoinAsync(int pid, IReadOnlyList<string> program, IReadOnlyDictionary<string, string> environment, bool isShell)
    {
        using var terminating = new CancellationTokenSource();
        using var loan = new TerminalLoan(terminating.Cancel);
        try
        {
            return await NamespaceExec.RunWhereAsync(pid, program, NamedNamespaceAccess.Merged(environment), isShell, terminating.Token);
        }
        catch (NativeException e)
        {
            throw NamedNamespaceAccess.NotRun(e);
        }
    }
}
