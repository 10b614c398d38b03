using System.CommandLine;
using OvsCtl.Api.Grpc;
using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Sandboxes;

namespace OvsCtl.Cli.Commands;

internal sealed class ExecCommand : CliCommand
{
    public ExecCommand(GlobalOptions globals)
        : base(
            "exec",
            "Run a command inside a host. The exit code is the command's; 125 to 127 when it did not start.",
            "ovsctl exec red -- ip address",
            "ovsctl exec blue -- python3 -m http.server 8000")
    {
        var host = new Argument<string>("HOST") { Description = "The host's name." };
        var command = CommandArgument.Required();
        Arguments.Add(host);
        Arguments.Add(command);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            if (SandboxSocket.TryParse(context.SocketPath) is { } sandbox)
                return await SandboxEntry.RunAsync(sandbox, ["exec", parse.GetRequiredValue(host), "--", .. parse.GetRequiredValue(command)], cancellationToken);
            var location = await LocateAsync(context, parse.GetRequiredValue(host), cancellationToken);
            return NamedNamespaceAccess.Exec(Path.GetFileName(location.Path), parse.GetRequiredValue(command), location.Env);
        });
    }

    private static async Task<HostLocation> LocateAsync(CliContext context, string host, CancellationToken cancellationToken)
    {
        using var client = context.Connect();
        try
        {
            return await client.Hosts.LocateAsync(new LocateRequest { Host = host }, cancellationToken);
        }
        catch (RpcException e) when (e.Code is GrpcStatusCode.NotFound)
        {
            throw new CommandFailure(ExitCode.ExecFailed, e.Message, e);
        }
    }
}
