using Microsoft.Extensions.Hosting;
using OvsCtl.Controller.Labs;

namespace OvsCtl.Daemon;

/// <summary>Once the events are heard, takes up the labs that the database holds, and from then on what somebody changes there.</summary>
internal sealed class LabRestore(LabController labs) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _follow = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _follow = labs.FollowDatabaseAsync(_stop.Token);
        labs.Restore();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _follow.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stop.Dispose();
}
