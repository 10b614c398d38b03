using System.Collections.Concurrent;

namespace OvsCtl.Daemon.Services;

/// <summary>Where a lab that somebody walks through waits before each phase. Only the lab's own loop waits here, so there is one gate a lab.</summary>
internal sealed class WalkGates
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new();

    /// <param name="lab">The lab.</param>
    /// <param name="announce">Says that it waits.</param>
    /// <param name="ct">Whoever walks has gone.</param>
    public async Task WaitAsync(string lab, Action announce, CancellationToken ct)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[lab] = gate;
        try
        {
            announce();
            await gate.Task.WaitAsync(ct);
        }
        finally
        {
            _waiting.TryRemove(KeyValuePair.Create(lab, gate));
        }
    }

    /// <returns>Whether anybody waited.</returns>
    public bool Open(string lab) => _waiting.TryGetValue(lab, out var gate) && gate.TrySetResult();
}
