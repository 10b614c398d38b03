using System.Runtime.CompilerServices;

namespace OvsCtl.Controller.Labs;

/// <summary>The last incidents of all labs, in memory; the log has them all.</summary>
public sealed class LabJournal(TimeProvider time)
{
    private const int Capacity = 2000;

    private readonly Lock _gate = new();
    private readonly Queue<LabIncident> _incidents = new();
    private TaskCompletionSource _more = NewSource();
    private long _count;

    public void Add(string lab, IncidentKind kind, string target = "", string message = "", TimeSpan elapsed = default)
    {
        TaskCompletionSource told;
        lock (_gate)
        {
            if (_incidents.Count == Capacity) _incidents.Dequeue();
            _incidents.Enqueue(new LabIncident(++_count, time.GetUtcNow(), lab, kind, target, message, elapsed));
            (told, _more) = (_more, NewSource());
        }

        told.TrySetResult();
    }

    /// <summary>The last of a lab's incidents of a kind, oldest first.</summary>
    public IReadOnlyList<LabIncident> Last(string lab, IncidentKind kind, int count)
    {
        lock (_gate) return [.. _incidents.Where(i => i.Lab == lab && i.Kind == kind).TakeLast(count)];
    }

    /// <summary>The incidents kept, oldest first; then, if it follows, those that come. A reader slower than the journal's length misses some.</summary>
    public async IAsyncEnumerable<LabIncident> ReadAsync(bool follows, [EnumeratorCancellation] CancellationToken ct)
    {
        long seen = 0;
        while (true)
        {
            Task more;
            List<LabIncident> next;
            lock (_gate)
            {
                next = [.. _incidents.Where(i => i.Number > seen)];
                more = _more.Task;
            }

            foreach (var incident in next)
            {
                seen = incident.Number;
                yield return incident;
            }

            if (!follows) yield break;
            await more.WaitAsync(ct).ConfigureAwait(false);
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
