namespace OvsCtl.OpenFlow;

/// <summary>A request that waits for its reply, all parts of it. Driven by the receive loop alone.</summary>
internal sealed class PendingRequest(Type replyType, long maxReplySize)
{
    // Counted for every part, so that endless empty ones reach the limit too.
    private const int PartOverhead = 256;

    private readonly TaskCompletionSource<OpenFlowMessage> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<MultipartReply>? _parts;
    private long _size;

    public Task<OpenFlowMessage> Reply => _reply.Task;

    /// <param name="message">A message with the id of the request.</param>
    /// <param name="size">Its size in bytes.</param>
    /// <returns>True when the request is answered and nothing more is awaited.</returns>
    public bool Accept(OpenFlowMessage message, int size)
    {
        if (message is ErrorMessage error)
            return Fail(new OpenFlowErrorException(error));
        if (!replyType.IsInstanceOfType(message))
            return Fail(new OpenFlowProtocolException($"The switch answered request {message.Xid} with {message.GetType().Name}, not {replyType.Name}."));
        if (message is not MultipartReply part)
        {
            _reply.TrySetResult(message);
            return true;
        }

        _size += size + PartOverhead;
        if (_size > maxReplySize) return Fail(new OpenFlowProtocolException($"The reply to {message.Xid} has more than {maxReplySize} bytes."));
        (_parts ??= []).Add(part);
        if (part.HasMore) return false;
        _reply.TrySetResult(MultipartReply.Join(_parts));
        return true;
    }

    public bool Fail(Exception reason)
    {
        _reply.TrySetException(reason);
        return true;
    }
}
