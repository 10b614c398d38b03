using System.Runtime.InteropServices;
using OvsCtl.Netns.Interop;
using OvsCtl.Netns.Messages;

namespace OvsCtl.Netns;

/// <summary>Sends operations, as many as is safe in one datagram, and collects the acknowledgement of each.</summary>
internal sealed class RouteBatchSender(NetlinkSocket socket, Func<string, Link?> findLink)
{
    // All acknowledgements are queued before the first can be read, at about 800 bytes each of a buffer of 208 KiB (net.core.rmem_default):
    // what does not fit is lost.
    private const int MaximumCount = 128;

    // The kernel copies a datagram into one piece of memory: below 32 KiB that is easy to find.
    private const int MaximumSize = 32 * 1024;

    private readonly NetlinkMessageWriter _writer = new();
    private readonly Dictionary<string, int> _indexes = [];
    private readonly List<SafeHandle> _leases = [];
    private readonly Dictionary<uint, int> _waiting = []; // sequence number → operation
    private bool _hasLinkChanges;

    public NetlinkException?[] Send(IReadOnlyList<RouteOperation> operations)
    {
        var failures = new NetlinkException?[operations.Count];
        try
        {
            for (var i = 0; i < operations.Count; i++) Queue(operations, i, failures);
            Flush(operations, failures);
            return failures;
        }
        finally
        {
            Release();
        }
    }

    private void Queue(IReadOnlyList<RouteOperation> operations, int i, NetlinkException?[] failures)
    {
        var operation = operations[i];
        var links = new int[operation.Links.Count];
        for (var j = 0; j < links.Length; j++)
        {
            var link = operation.Links[j];
            links[j] = link.Name is null ? link.IfIndex : Resolve(link.Name, operations, failures);
            if (links[j] > 0) continue;
            failures[i] = new NetlinkException(Errno.ENODEV, operation.Description, $"there is no link {link}");
            return;
        }

        if (_waiting.Count >= MaximumCount || _writer.Size >= MaximumSize) Flush(operations, failures);
        var namespaces = operation.Namespaces.Select(Lease).ToArray();
        var sequence = socket.NextSequence();
        _waiting.Add(sequence, i);
        using (_writer.Message(operation.Type, (ushort)(operation.Flags | NetlinkHeader.NLM_F_ACK), sequence))
        {
            operation.Write(_writer, links, namespaces);
        }

        _hasLinkChanges |= operation.ChangesLinks;
    }

    /// <summary>A name's index; 0 when there is none. Names may come from requests still queued: those go first.</summary>
    private int Resolve(string name, IReadOnlyList<RouteOperation> operations, NetlinkException?[] failures)
    {
        if (_hasLinkChanges)
        {
            Flush(operations, failures);
            _indexes.Clear();
        }

        if (_indexes.TryGetValue(name, out var index)) return index;
        index = findLink(name)?.IfIndex ?? 0;
        if (index > 0) _indexes.Add(name, index);
        return index;
    }

    private int Lease(NetworkNamespace target)
    {
        var added = false;
        target.Handle.DangerousAddRef(ref added);
        _leases.Add(target.Handle);
        return (int)target.Handle.DangerousGetHandle();
    }

    private void Release()
    {
        foreach (var handle in _leases) handle.DangerousRelease();
        _leases.Clear();
    }

    private void Flush(IReadOnlyList<RouteOperation> operations, NetlinkException?[] failures)
    {
        if (_waiting.Count > 0) socket.Send(_writer.Written);
        while (_waiting.Count > 0)
        {
            var reader = new MessageReader(socket.Receive());
            while (reader.Read())
            {
                if (reader.Header.nlmsg_type != NetlinkHeader.NLMSG_ERROR || !socket.IsAnswer(reader.Header)) continue;
                if (!_waiting.Remove(reader.Header.nlmsg_seq, out var i)) continue;
                failures[i] = Acknowledgement.ParseError(reader.Header, reader.Payload).ToException(operations[i].Description);
            }
        }

        _writer.Clear();
        _hasLinkChanges = false;
        Release();
    }
}
