using System.Buffers.Binary;

namespace OvsCtl.Cli.Captures;

/// <summary>
/// Puts the messages of OpenFlow together that a capture of TCP holds. Each direction of a connection keeps at most one message that is
/// not complete and a little of what came too early, so memory is bounded however long the capture is.
/// </summary>
internal sealed class OpenFlowStreams(IReadOnlyList<ushort> ports)
{
    public static readonly IReadOnlyList<ushort> DefaultPorts = [6633, 6653];

    private const int MaxStreams = 4096;

    private readonly Dictionary<TcpPath, TcpStream> _streams = [];
    private readonly List<string> _losses = [];

    /// <summary>The messages that are complete with this frame.</summary>
    public IEnumerable<CapturedMessage> Add(CapturedFrame frame)
    {
        if (TcpSegment.TryRead(frame) is not { } segment || !IsOpenFlow(segment.Path)) yield break;
        if (!_streams.TryGetValue(segment.Path, out var stream))
        {
            if (_streams.Count == MaxStreams) Forget(_streams.Keys.First());
            _streams.Add(segment.Path, stream = new TcpStream());
        }

        if (stream.Add(segment) is { } loss) _losses.Add($"{segment.Path}: {loss}");
        while (TryTakeMessage(segment.Path, stream) is { } message) yield return new CapturedMessage(frame.Time, segment.Path, message);
        if (segment.IsLast) Forget(segment.Path);
    }

    /// <summary>What was lost since the last call, in words.</summary>
    public IReadOnlyList<string> TakeLosses()
    {
        string[] losses = [.. _losses];
        _losses.Clear();
        return losses;
    }

    /// <summary>What is left at the end of the capture, in words.</summary>
    public IReadOnlyList<string> End()
    {
        foreach (var path in _streams.Keys.ToList()) Forget(path);
        return TakeLosses();
    }

    private bool IsOpenFlow(TcpPath path) => ports.Contains(path.SourcePort) || ports.Contains(path.DestinationPort);

    private byte[]? TryTakeMessage(TcpPath path, TcpStream stream)
    {
        const int headerSize = 8;
        if (stream.Available.Length < headerSize) return null;
        var length = BinaryPrimitives.ReadUInt16BigEndian(stream.Available[2..]);
        if (length < headerSize)
        {
            _losses.Add($"{path}: a message says it has {length} bytes; what follows it cannot be found");
            stream.GiveUp();
            return null;
        }

        return stream.Available.Length < length ? null : stream.Take(length);
    }

    private void Forget(TcpPath path)
    {
        if (_streams.Remove(path, out var stream) && stream.Available.Length > 0) _losses.Add($"{path}: ends with {stream.Available.Length} bytes of a message that is not complete");
    }
}
