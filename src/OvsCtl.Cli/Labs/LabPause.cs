using OvsCtl.Api;
using OvsCtl.Api.Grpc;
using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Labs;

/// <summary>Keeps the daemon from mending at once what a command changes by hand. Where no daemon runs, or one that does not know the lab, nobody mends anything.</summary>
internal static class LabPause
{
    /// <returns>False when there is nobody to be told.</returns>
    public static Task<bool> SetAsync(CliContext context, string lab, bool isPaused, CancellationToken cancellationToken) =>
        AskAsync(context, async client =>
        {
            await client.Labs.PauseAsync(new PauseRequest { Lab = lab, Paused = isPaused }, cancellationToken);
            return true;
        });

    /// <returns>Null when nobody looks after the lab.</returns>
    public static Task<LabStatus?> StatusAsync(CliContext context, string lab, CancellationToken cancellationToken) =>
        AskAsync<LabStatus?>(context, async client => await client.Labs.StatusAsync(new LabRequest { Lab = lab }, cancellationToken));

    private static async Task<T?> AskAsync<T>(CliContext context, Func<OvsCtlClient, Task<T>> ask)
    {
        using var client = context.Connect();
        try
        {
            return await ask(client);
        }
        catch (RpcException e) when (e.Code is GrpcStatusCode.NotFound or GrpcStatusCode.Unavailable)
        {
            return default;
        }
    }
}
