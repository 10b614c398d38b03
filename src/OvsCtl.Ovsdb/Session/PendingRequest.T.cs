namespace OvsCtl.Ovsdb;

/// <inheritdoc/>
/// <param name="method">What was asked, for messages.</param>
/// <param name="read">Reads the reply's <c>result</c>.</param>
/// <param name="changesData">True when losing the reply leaves an outcome unknown.</param>
/// <param name="continuations">On which thread the caller goes on.</param>
internal sealed class PendingRequest<T>(string method, Func<ReadOnlyMemory<byte>, T> read, bool changesData, TaskCreationOptions continuations = TaskCreationOptions.RunContinuationsAsynchronously) : PendingRequest
{
    private readonly TaskCompletionSource<T> _completion = new(continuations);

    public Task<T> Task => _completion.Task;

    public override void Complete(JsonMessage reply)
    {
        try
        {
            _completion.TrySetResult(read(Result(reply)));
        }
        catch (OvsdbException e)
        {
            // The server answered, but what it did cannot be told from an answer that makes no sense.
            var isUnknown = changesData && e.Kind == OvsdbErrorKind.ProtocolError;
            _completion.TrySetException(isUnknown ? new OvsdbException(e.Kind, $"{method}: {e.Message}", e) { IsOutcomeUnknown = true } : e);
        }
    }

    public override void Fail(OvsdbException lost) =>
        _completion.TrySetException(new OvsdbException(lost.Kind, $"{method}: {lost.Message}", lost) { IsOutcomeUnknown = changesData });

    // ovsdb-server leaves out "result" when there is an "error".
    private ReadOnlyMemory<byte> Result(JsonMessage reply)
    {
        var error = reply.Find("\"error\""u8);
        if (error is { } bytes && !JsonRpc.IsNull(error))
        {
            using var cursor = new JsonCursor(bytes);
            throw new OvsdbException(WireError.Read(cursor), operationIndex: null, method);
        }

        return reply.Find("\"result\""u8) ?? throw OvsdbException.Protocol("a reply has neither \"result\" nor \"error\"");
    }
}
