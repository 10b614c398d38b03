namespace OvsCtl.Netns;

/// <summary>
/// Changes to one namespace, sent together. Not a transaction: the kernel works through the requests in order, and a failed one does
/// not stop those behind it. Nothing is sent before <see cref="Commit"/> or <see cref="TryCommit"/>, which leave the batch empty. Giving
/// links by index keeps a batch in as few messages as possible; a name must be looked up, after what is queued before it was sent.
/// Not thread-safe; the socket it came from is.
/// </summary>
public sealed partial class RouteBatch
{
    private readonly RouteSocket _socket;
    private readonly List<RouteOperation> _operations = [];

    internal RouteBatch(RouteSocket socket) => _socket = socket;

    internal IReadOnlyList<RouteOperation> Operations => _operations;

    /// <summary>How many operations are queued.</summary>
    public int Count => _operations.Count;

    /// <summary>Sends what is queued.</summary>
    /// <exception cref="NetlinkException">The first failure, naming its operation. The other operations were carried out all the same.</exception>
    /// <exception cref="NativeException">The exchange with the kernel failed; what was carried out is unknown.</exception>
    public void Commit()
    {
        if (TryCommit().FirstOrDefault(failure => failure is not null) is { } first) throw first;
    }

    /// <summary>Sends what is queued.</summary>
    /// <returns>For each operation, in order, its failure or null.</returns>
    /// <exception cref="NativeException">The exchange with the kernel failed; what was carried out is unknown.</exception>
    public IReadOnlyList<NetlinkException?> TryCommit()
    {
        var operations = _operations.ToArray();
        _operations.Clear();
        return operations.Length == 0 ? [] : _socket.Send(operations);
    }

    private RouteBatch Add(RouteOperation operation)
    {
        _operations.Add(operation);
        return this;
    }
}
