using System.Collections.Concurrent;

namespace OvsCtl.OpenFlow;

/// <summary>What this end waits for, by transaction id. Callers add and remove; the receive loop completes.</summary>
internal sealed class PendingRequests(long maxReplySize)
{
    private readonly ConcurrentDictionary<uint, PendingRequest> _requests = new();
    private readonly ConcurrentDictionary<uint, FlowModBatch> _batches = new();
    private volatile Exception? _failure;
    private uint _lastXid;

    public PendingRequest Add(Type replyType, out Xid xid) => Add(new PendingRequest(replyType, maxReplySize), out xid);

    public PendingRequest AddDifference(FlowIndex index, out Xid xid) => Add(new PendingDifference(index, maxReplySize), out xid);

    public bool IsAwaited(Xid xid) => _requests.ContainsKey(xid.Value);

    public void Remove(Xid xid) => _requests.TryRemove(xid.Value, out _);

    public FlowModBatch AddBatch(IReadOnlyList<FlowMod> mods)
    {
        var batch = new FlowModBatch(mods, TakeXids((uint)mods.Count));
        _batches[batch.FirstXid] = batch;
        return batch;
    }

    public void RemoveBatch(FlowModBatch batch) => _batches.TryRemove(batch.FirstXid, out _);

    /// <returns>False when nobody waits for the message.</returns>
    public bool TryAccept(OpenFlowMessage message, int size)
    {
        if (_requests.TryGetValue(message.Xid.Value, out var request))
        {
            if (request.Accept(message, size)) Remove(message.Xid);
            return true;
        }

        return message is ErrorMessage error && _batches.Values.Any(batch => batch.TryAdd(error));
    }

    /// <returns>False when the message is to be decoded.</returns>
    public bool TryAcceptRaw(ReadOnlySpan<byte> message, Xid xid)
    {
        if (!_requests.TryGetValue(xid.Value, out var request) || !request.TakesRaw(message)) return false;
        if (request.AcceptRaw(message)) Remove(xid);
        return true;
    }

    public void FailAll(Exception reason)
    {
        _failure = reason;
        foreach (var xid in _requests.Keys)
        {
            if (_requests.TryRemove(xid, out var request)) request.Fail(reason);
        }
    }

    /// <summary>An id for a message nobody waits for.</summary>
    public Xid TakeXid() => new(TakeXids(1));

    private PendingRequest Add(PendingRequest request, out Xid xid)
    {
        xid = new Xid(TakeXids(1));
        _requests[xid.Value] = request;

        // A failure between the two lines above would have missed this request.
        if (_failure is { } failure) request.Fail(failure);
        return request;
    }

    private uint TakeXids(uint count) => Interlocked.Add(ref _lastXid, count) - count + 1;
}
