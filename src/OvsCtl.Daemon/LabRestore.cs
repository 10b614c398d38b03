using Microsoft.Extensions.Hosting;
using OvsCtl.Controller.Labs;

namespace OvsCtl.Daemon;

/// <summary>Once the events are heard, takes up the labs that the database holds.</summary>
internal sealed class LabRestore(LabController labs) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        labs.Restore();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
