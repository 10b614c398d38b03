namespace OvsCtl.OpenFlow;

/// <summary>
/// Flow-mods under way, with consecutive ids. Written by the receive loop alone until the barrier's reply, then read by the sender.
/// </summary>
internal sealed class FlowModBatch(IReadOnlyList<FlowMod> mods, uint firstXid)
{
    // Errors repeat what they refuse; a switch that repeats 64 KiB each time must not fill the memory.
    private const int MaxDataKept = 1024;

    private readonly SortedDictionary<int, ErrorMessage> _errors = [];

    public uint FirstXid => firstXid;

    public IReadOnlyList<FlowModFailure> Failures => [.. _errors.Select(pair => new FlowModFailure(mods[pair.Key], pair.Value))];

    public Xid XidOf(int index) => new(firstXid + (uint)index);

    /// <returns>False when the error is not about one of these flow-mods.</returns>
    public bool TryAdd(ErrorMessage error)
    {
        // Ids wrap around; the difference does not mind.
        var index = error.Xid.Value - firstXid;
        if (index >= (uint)mods.Count) return false;
        if (error.Data.Length > MaxDataKept) error = error with { Data = OctetString.Copy(error.Data.Span[..MaxDataKept]) };
        _errors.TryAdd((int)index, error);
        return true;
    }
}
