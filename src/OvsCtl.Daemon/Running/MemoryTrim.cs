using Microsoft.Extensions.Hosting;

namespace OvsCtl.Daemon.Running;

/// <summary>
/// Gives memory back after the daemon has worked. To bring up or read a large lab takes far more than to keep it, and a collector that is
/// left alone holds on to that until much more is asked for, which in a daemon at rest is never.
/// </summary>
internal sealed class MemoryTrim(TimeProvider time) : BackgroundService
{
    private const long Much = 48 * 1024 * 1024;
    private const long Little = 1024 * 1024;
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_period, time);
        long trimmed = 0, before = 0;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var now = GC.GetTotalAllocatedBytes();
                var isAtRest = now - before < Little;
                before = now;
                if (!isAtRest || now - trimmed < Much) continue;
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                before = trimmed = GC.GetTotalAllocatedBytes();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The daemon stops.
        }
    }
}
