namespace OvsCtl.OpenFlow;

/// <content>Flow-mods, many at a time.</content>
public sealed partial class OpenFlowConnection
{
    // Large enough for few writes, small enough that the liveness check sees progress.
    private const int SendChunkSize = 32 * 1024;

    /// <summary>Sends flow-mods, then a barrier, and waits until the switch has done them all. Others' messages may come in between.</summary>
    /// <param name="mods">The flow-mods, any number of them; their ids are replaced by fresh ones.</param>
    /// <param name="ct">Ends the waiting; what was queued is still done.</param>
    /// <returns>Those the switch refused, in the order given; empty when it did all.</returns>
    /// <exception cref="ArgumentException">A flow-mod is too long; those before it may have been sent.</exception>
    /// <exception cref="OpenFlowDisconnectedException">The connection ended first: which of them were done is unknown.</exception>
    public async Task<IReadOnlyList<FlowModFailure>> SendFlowModsAsync(IReadOnlyList<FlowMod> mods, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(mods);
        if (mods.Count == 0) return [];
        var batch = _pending.AddBatch(mods);
        try
        {
            await EnqueueAllAsync(mods, (writer, i) => OpenFlowCodec.Write(writer, mods[i], batch.XidOf(i)), ct).ConfigureAwait(false);

            // Errors come before the reply to the barrier, so they are all there when it is.
            await BarrierAsync(ct).ConfigureAwait(false);
            return batch.Failures;
        }
        finally
        {
            _pending.RemoveBatch(batch);
        }
    }

    /// <summary>
    /// Sends flow-mods as one bundle (ONF EXT-230, which Open vSwitch offers in OpenFlow 1.3): the switch does all of them at one moment,
    /// or none. For many flows this is also several times as fast as <see cref="SendFlowModsAsync"/>.
    /// </summary>
    /// <param name="mods">The flow-mods, in the order they are to be done; their ids are replaced by fresh ones.</param>
    /// <param name="ct">Ends the waiting, and discards the bundle unless the switch was already told to commit it; the outcome is unknown then.</param>
    /// <returns>Those the switch refused; when there is any, it did none of them. Empty when it did all.</returns>
    /// <exception cref="ArgumentException">A flow-mod is too long.</exception>
    /// <exception cref="OpenFlowErrorException">The switch refused the bundle itself, because it knows none for instance.</exception>
    /// <exception cref="OpenFlowDisconnectedException">The connection ended first: whether they were done is unknown.</exception>
    public async Task<IReadOnlyList<FlowModFailure>> SendBundleAsync(IReadOnlyList<FlowMod> mods, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(mods);
        if (mods.Count == 0) return [];
        var bundle = _pending.TakeXid().Value;
        var batch = _pending.AddBatch(mods);
        var isDecided = false;
        try
        {
            await RequestAsync<OpenFlowMessage>(BundleMessages.For(BundleMessages.Control.OpenRequest, bundle), ct).ConfigureAwait(false);
            await EnqueueAllAsync(mods, (writer, i) => BundleMessages.WriteAdd(writer, bundle, mods[i], batch.XidOf(i)), ct).ConfigureAwait(false);

            // Open vSwitch leaves out of a bundle what it has refused to add, and would commit the rest.
            await BarrierAsync(ct).ConfigureAwait(false);
            var end = batch.Failures.Count > 0 ? BundleMessages.Control.DiscardRequest : BundleMessages.Control.CommitRequest;
            isDecided = true;
            await RequestAsync<OpenFlowMessage>(BundleMessages.For(end, bundle), ct).ConfigureAwait(false);
            return batch.Failures;
        }
        catch (OpenFlowErrorException) when (batch.Failures is { Count: > 0 } failures)
        {
            // The switch refuses to commit because of these; what it says about them is worth more.
            return failures;
        }
        catch (Exception e) when (!isDecided && e is not (OpenFlowErrorException or OpenFlowDisconnectedException))
        {
            // Half a bundle must not wait in the switch, nor this caller for the switch.
            _ = DiscardAsync(bundle);
            throw;
        }
        finally
        {
            _pending.RemoveBatch(batch);
        }
    }

    private async Task DiscardAsync(uint bundle)
    {
        try
        {
            await RequestAsync<OpenFlowMessage>(BundleMessages.For(BundleMessages.Control.DiscardRequest, bundle), _stopping.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OpenFlowException or OperationCanceledException)
        {
            // It had not even been opened, or the connection ends, and the bundle with it.
            Log.BundleNotDiscarded(_logger, bundle, e.Message);
        }
    }

    private async Task EnqueueAllAsync(IReadOnlyList<FlowMod> mods, Action<OpenFlowWriter, int> write, CancellationToken ct)
    {
        var writer = new OpenFlowWriter(2 * SendChunkSize);
        for (var i = 0; i < mods.Count; i++)
        {
            write(writer, i);
            if (writer.Position < SendChunkSize && i < mods.Count - 1) continue;
            await EnqueueAsync(writer.WrittenMemory, ct).ConfigureAwait(false);
            writer.Clear();
        }
    }
}
