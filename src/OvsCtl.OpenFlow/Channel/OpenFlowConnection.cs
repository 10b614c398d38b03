using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OvsCtl.OpenFlow;

/// <summary>
/// The controller's end of a connection with a switch. Requests may be made from several threads at once. What a cancelled call had
/// already queued is still sent: cancelling ends the waiting only.
/// </summary>
public sealed partial class OpenFlowConnection : IAsyncDisposable
{
    private static readonly FeaturesReply s_unknown = new();
    private static long s_begunCount;

    private readonly long _number = Interlocked.Increment(ref s_begunCount);
    private readonly PendingRequests _pending;
    private readonly SendBuffer _output;
    private readonly Channel<OpenFlowMessage> _events;
    private readonly OpenFlowConnectionOptions _options;
    private readonly ILogger _logger;
    private FeaturesReply? _features;
    private long _droppedCount;

    /// <summary>Who the switch is.</summary>
    public FeaturesReply Features => _features ?? s_unknown;

    /// <summary>Completes, never faulted, when the connection has ended and nothing of it runs any more.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Why the connection ended; null while it has not, and when this end closed it.</summary>
    public Exception? CloseReason => _abortReason is { } reason && reason != s_disposed ? reason : null;

    /// <summary>
    /// PACKET_IN, PORT_STATUS, FLOW_REMOVED, what a flow monitor tells of after its first reply, messages of unknown types, and errors nobody asked for, unless a handler takes them
    /// (<see cref="OpenFlowConnectionOptions.Handler"/>). Completes when the connection ends. When nobody reads, the oldest are dropped: they say what was, and the newest matter most.
    /// </summary>
    public ChannelReader<OpenFlowMessage> Events => _events.Reader;

    /// <summary>How many events were dropped.</summary>
    public long DroppedCount => Interlocked.Read(ref _droppedCount);

    /// <summary>
    /// Whether this connection was begun after another. A busy machine may complete the older of two handshakes last, so the order in which
    /// connections are handed out does not tell which of two a switch has given up.
    /// </summary>
    /// <param name="other">Another connection.</param>
    public bool IsNewerThan(OpenFlowConnection other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return _number > other._number;
    }

    /// <summary>Greets a switch and asks who it is.</summary>
    /// <param name="stream">The connection, of which this takes ownership: it is disposed also when the handshake fails.</param>
    /// <param name="options">Limits.</param>
    /// <param name="logger">Where to report; null for nowhere.</param>
    /// <param name="ct">Gives up, and closes the stream.</param>
    /// <exception cref="OpenFlowProtocolException">The peer does not speak OpenFlow 1.3, or takes too long.</exception>
    /// <exception cref="OpenFlowDisconnectedException">The peer hung up.</exception>
    public static async Task<OpenFlowConnection> HandshakeAsync(Stream stream, OpenFlowConnectionOptions options, ILogger? logger, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var connection = new OpenFlowConnection(stream, options, logger ?? NullLogger.Instance);
        using var limit = new CancellationTokenSource(options.HandshakeTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            await Handshake.SayHelloAsync(stream, connection._input, either.Token).ConfigureAwait(false);
            connection.StartLoops();
            await connection.RequestAsync<FeaturesReply>(new FeaturesRequest(), either.Token).ConfigureAwait(false);
            return connection;
        }
        catch (Exception e)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            if (e is OperationCanceledException && limit.IsCancellationRequested && !ct.IsCancellationRequested)
                throw new OpenFlowProtocolException($"The peer did not complete the handshake within {options.HandshakeTimeout.TotalSeconds} s.", e);
            if (e is IOException or ObjectDisposedException) throw new OpenFlowDisconnectedException("The peer hung up during the handshake.", e);
            throw;
        }
    }

    /// <summary>Sends a message that has no reply. Returns when it is queued; waits while too much is.</summary>
    /// <param name="m">The message, whose id is sent as it is.</param>
    /// <param name="ct">Ends the waiting.</param>
    /// <exception cref="ArgumentException">The message is too long.</exception>
    /// <exception cref="OpenFlowDisconnectedException">The connection has ended.</exception>
    public ValueTask SendAsync(OpenFlowMessage m, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(m);
        return EnqueueAsync(Encode(m, m.Xid), ct);
    }

    /// <summary>Sends a request and waits for its reply, all parts joined.</summary>
    /// <typeparam name="TReply">The type of the reply.</typeparam>
    /// <param name="request">The request; its id is replaced by a fresh one.</param>
    /// <param name="ct">Ends the waiting.</param>
    /// <exception cref="OpenFlowErrorException">The switch refused.</exception>
    /// <exception cref="OpenFlowProtocolException">The reply is of another type.</exception>
    /// <exception cref="OpenFlowTimeoutException">No reply in <see cref="OpenFlowConnectionOptions.RequestTimeout"/>: the outcome is unknown.</exception>
    /// <exception cref="OpenFlowDisconnectedException">The connection ended first: the outcome is unknown.</exception>
    public async Task<TReply> RequestAsync<TReply>(OpenFlowMessage request, CancellationToken ct)
        where TReply : OpenFlowMessage
    {
        ArgumentNullException.ThrowIfNull(request);
        var pending = _pending.Add(typeof(TReply), out var xid);
        return (TReply)await CompleteAsync(pending, request, xid, ct).ConfigureAwait(false);
    }

    /// <summary>Waits until the switch has done all that was sent before.</summary>
    /// <param name="ct">Ends the waiting.</param>
    /// <exception cref="OpenFlowDisconnectedException">The connection ended first: the outcome is unknown.</exception>
    public Task BarrierAsync(CancellationToken ct) => RequestAsync<BarrierReply>(new BarrierRequest(), ct);

    /// <summary>Asks for a role among the controllers of the switch, or with <see cref="ControllerRole.NoChange"/> which one this end has.</summary>
    /// <param name="role">The role.</param>
    /// <param name="generationId">Counts the elections of a master; must not be older, in 64-bit arithmetic modulo 2^64, than one the switch has seen.</param>
    /// <param name="ct">Ends the waiting.</param>
    /// <exception cref="OpenFlowErrorException">The generation is stale (OFPRRFC_STALE): another controller is master by now.</exception>
    /// <exception cref="OpenFlowDisconnectedException">The connection ended first: the outcome is unknown.</exception>
    public Task<RoleReply> RequestRoleAsync(ControllerRole role, ulong generationId, CancellationToken ct) =>
        RequestAsync<RoleReply>(new RoleRequest(role, generationId), ct);

    /// <summary>Reads the ports of the switch.</summary>
    /// <param name="ct">Ends the waiting.</param>
    /// <exception cref="OpenFlowDisconnectedException">The connection ended first.</exception>
    public async Task<IReadOnlyList<PortDescription>> GetPortsAsync(CancellationToken ct) =>
        (await RequestAsync<PortDescReply>(new PortDescRequest(), ct).ConfigureAwait(false)).Ports;

    /// <summary>Reads the flows of the switch.</summary>
    /// <param name="ct">Ends the waiting.</param>
    /// <param name="tableId">Only those of this table; null for all.</param>
    /// <param name="match">Only those covered by this match; null for all.</param>
    /// <param name="cookie">Only those with this cookie, as far as the mask says.</param>
    /// <param name="cookieMask">Which bits of the cookie count; none unless set.</param>
    /// <exception cref="OpenFlowDisconnectedException">The connection ended first.</exception>
    public async Task<IReadOnlyList<FlowStats>> DumpFlowsAsync(
        CancellationToken ct, TableId? tableId = null, Match? match = null, Cookie cookie = default, Cookie cookieMask = default)
    {
        var request = new FlowStatsRequest { TableId = tableId ?? TableId.All, Match = match ?? Match.Any, Cookie = cookie, CookieMask = cookieMask };
        return (await RequestAsync<FlowStatsReply>(request, ct).ConfigureAwait(false)).Flows;
    }

    /// <summary>Compares the flows of the switch with those it should have, while they come: neither side is kept as records.</summary>
    /// <param name="desired">What the switch should have: the flow-mods that would add it. Of two for the same flow the later counts.</param>
    /// <param name="ct">Ends the waiting.</param>
    /// <param name="tableId">Only those of this table; null for all.</param>
    /// <param name="cookie">Only those with this cookie, as far as the mask says.</param>
    /// <param name="cookieMask">Which bits of the cookie count; none unless set.</param>
    /// <exception cref="ArgumentException">A desired flow is too long.</exception>
    /// <exception cref="OpenFlowDisconnectedException">The connection ended first.</exception>
    public async Task<FlowDifference> DiffFlowsAsync(IReadOnlyList<FlowMod> desired, CancellationToken ct, TableId? tableId = null, Cookie cookie = default, Cookie cookieMask = default)
    {
        ArgumentNullException.ThrowIfNull(desired);
        var index = new FlowIndex(desired);
        var request = new FlowStatsRequest { TableId = tableId ?? TableId.All, Cookie = cookie, CookieMask = cookieMask };
        var pending = _pending.AddDifference(index, out var xid);
        await CompleteAsync(pending, request, xid, ct).ConfigureAwait(false);
        return index.Difference();
    }

    private async Task<OpenFlowMessage> CompleteAsync(PendingRequest pending, OpenFlowMessage request, Xid xid, CancellationToken ct)
    {
        try
        {
            await EnqueueAsync(Encode(request, xid), ct).ConfigureAwait(false);
            return await pending.Reply.WaitAsync(_options.RequestTimeout, _options.TimeProvider, ct).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw new OpenFlowTimeoutException($"The switch did not answer {request.GetType().Name} {xid} within {_options.RequestTimeout.TotalSeconds} s.", e);
        }
        finally
        {
            _pending.Remove(xid);
        }
    }

    private static byte[] Encode(OpenFlowMessage message, Xid xid)
    {
        var writer = new OpenFlowWriter();
        OpenFlowCodec.Write(writer, message, xid);
        return writer.Written.ToArray();
    }
}
