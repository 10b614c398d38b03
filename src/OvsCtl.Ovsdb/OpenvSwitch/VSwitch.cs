using Microsoft.Extensions.Logging;

namespace OvsCtl.Ovsdb.OpenvSwitch;

/// <summary>
/// One Open vSwitch: a connection to its Open_vSwitch database, and a replica of the tables that say which bridges and ports there are.
/// It does not reconnect: when <see cref="Closed"/> completes, make a new one.
/// </summary>
public sealed class VSwitch : IAsyncDisposable
{
    // ovs-vswitchd writes ofport or error together with cur_cfg. An interface of a bridge that could not be made never gets either:
    // this is how long to look for them before reporting the interface as it is.
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(3);

    private volatile VSwitchState _state;

    private VSwitch(OvsdbConnection connection, Replica replica)
    {
        Connection = connection;
        Replica = replica;
        _state = VSwitchTables.Read(replica.Current);
    }

    /// <summary>The connection, for what this class does not do.</summary>
    public OvsdbConnection Connection { get; }

    /// <summary>The replica behind <see cref="State"/>.</summary>
    public Replica Replica { get; }

    /// <summary>Completes, and never faults, once the connection is gone.</summary>
    public Task Closed => Connection.Closed;

    /// <summary>What the database says now; after <see cref="ApplyAsync"/> it has the changes.</summary>
    /// <exception cref="OvsdbException"><see cref="OvsdbErrorKind.NotFound"/>: somebody has deleted the Open_vSwitch row.</exception>
    public VSwitchState State => Read(Replica.Current);

    /// <summary>Connects, and makes the Open_vSwitch row if there is none, as <c>ovs-vsctl init</c> does.</summary>
    /// <exception cref="OvsdbException">The server cannot be reached, or has no Open_vSwitch database.</exception>
    public static Task<VSwitch> ConnectAsync(OvsdbEndpoint endpoint, ILogger? logger = null, CancellationToken cancellationToken = default) =>
        ConnectAsync(endpoint, new OvsdbConnectionOptions(), logger, cancellationToken);

    /// <inheritdoc cref="ConnectAsync(OvsdbEndpoint, ILogger?, CancellationToken)"/>
    public static async Task<VSwitch> ConnectAsync(OvsdbEndpoint endpoint, OvsdbConnectionOptions options, ILogger? logger = null, CancellationToken cancellationToken = default)
    {
        var connection = await OvsdbConnection.ConnectAsync(endpoint, options, logger, cancellationToken).ConfigureAwait(false);
        return await OpenAsync(connection, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Completes with the newest state once something has changed since <paramref name="seen"/>.</summary>
    /// <exception cref="OvsdbException"><see cref="OvsdbErrorKind.ConnectionLost"/>: the connection ended first.</exception>
    public async Task<VSwitchState> NextAsync(VSwitchState seen, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(seen);
        return Read(await Replica.NextAsync(seen.Snapshot, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>
    /// Makes all changes in one transaction, or none. next_cfg is raised in it in any case, so that <see cref="WaitForSwitchAsync"/> can be called later.
    /// </summary>
    /// <param name="changes">The changes, in order: a port may go to a bridge added before it.</param>
    /// <param name="waitForSwitch">
    /// Also waits until ovs-vswitchd has acted and every interface added has its OpenFlow port number or its error. While no ovs-vswitchd runs this waits for ever.
    /// </param>
    /// <param name="cancellationToken">Stops the waiting; what was sent may still be done.</param>
    /// <exception cref="OvsdbException">
    /// <see cref="OvsdbErrorKind.AlreadyExists"/> or <see cref="OvsdbErrorKind.NotFound"/>, naming the bridge or port; any other refusal of the server;
    /// <see cref="OvsdbErrorKind.ConnectionLost"/>, where <see cref="OvsdbException.IsOutcomeUnknown"/> is false when the change was committed and only the waiting
    /// was cut short. An interface that fails is not an exception: it is in the result.
    /// </exception>
    /// <exception cref="ArgumentException">The changes contradict each other.</exception>
    public async Task<VSwitchCommit> ApplyAsync(IReadOnlyList<VSwitchChange> changes, bool waitForSwitch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var transaction = VSwitchTransaction.Create(State, changes);
        TransactionResult result;
        try
        {
            result = await Connection.TransactAsync(VSwitchTables.Database, transaction.Operations, cancellationToken).ConfigureAwait(false);
        }
        catch (OvsdbException e) when (transaction.Explain(e) is { } explained)
        {
            throw explained;
        }
        catch (OvsdbException e) when (e is { Kind: OvsdbErrorKind.ConstraintViolation, OperationIndex: null })
        {
            await ThrowIfNameInUseAsync(transaction, cancellationToken).ConfigureAwait(false);
            throw;
        }

        // What the replica shows has this transaction in it, and perhaps a later one whose next_cfg is as good to wait for.
        var nextCfg = State.NextCfg;
        var interfaces = transaction.ReadInterfaces(result);
        if (waitForSwitch)
        {
            await WaitForSwitchAsync(nextCfg, cancellationToken).ConfigureAwait(false);
            await SettleAsync(interfaces, cancellationToken).ConfigureAwait(false);
        }

        return new VSwitchCommit(nextCfg, new CommittedInterfaces(Replica.Current, interfaces));
    }

    /// <summary>Waits until ovs-vswitchd has put this next_cfg, or a later one, in force.</summary>
    /// <exception cref="OvsdbException"><see cref="OvsdbErrorKind.ConnectionLost"/>: the connection ended first; the change stays in the database.</exception>
    public async Task WaitForSwitchAsync(long nextCfg, CancellationToken cancellationToken = default)
    {
        try
        {
            await Replica.WaitAsync(snapshot => VSwitchTables.FindRoot(snapshot)?.GetInteger("cur_cfg") >= nextCfg, cancellationToken).ConfigureAwait(false);
        }
        catch (OvsdbException e)
        {
            throw new OvsdbException(e.Kind, $"change {nextCfg} is committed, but it is not known whether ovs-vswitchd has acted on it: {e.Message}", e);
        }
    }

    /// <summary>Closes the connection. The switch itself is left as it is.</summary>
    public ValueTask DisposeAsync() => Connection.DisposeAsync();

    internal static async Task<VSwitch> OpenAsync(OvsdbConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            var replica = await MonitorAsync(connection, cancellationToken).ConfigureAwait(false);
            if (VSwitchTables.FindRoot(replica.Current) is null) await CreateRootAsync(connection, replica, cancellationToken).ConfigureAwait(false);
            return new VSwitch(connection, replica);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<Replica> MonitorAsync(OvsdbConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            return (await connection.MonitorAsync(VSwitchTables.Database, VSwitchTables.Columns, cancellationToken).ConfigureAwait(false)).Replica;
        }
        catch (ArgumentException)
        {
            // An older schema lacks some of them: ask for those that it has.
            var schema = await connection.GetSchemaAsync(VSwitchTables.Database, cancellationToken).ConfigureAwait(false);
            return await connection.MonitorAsync(schema, VSwitchTables.ColumnsByTable(schema), cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task CreateRootAsync(OvsdbConnection connection, Replica replica, CancellationToken cancellationToken)
    {
        var none = new Wait(VSwitchTables.Root, [], ["next_cfg"], UntilEqual: true, [], TimeSpan.Zero);
        try
        {
            await connection.TransactAsync(
                VSwitchTables.Database, [none, new Insert(VSwitchTables.Root, new Dictionary<string, OvsdbValue>())], cancellationToken).ConfigureAwait(false);
        }
        catch (OvsdbException e) when (e.Kind == OvsdbErrorKind.TimedOut)
        {
            // Somebody else made the row between our look and our write, which is as good.
        }

        await replica.WaitAsync(snapshot => VSwitchTables.FindRoot(snapshot) is not null, cancellationToken).ConfigureAwait(false);
    }

    private async Task ThrowIfNameInUseAsync(VSwitchTransaction transaction, CancellationToken cancellationToken)
    {
        try
        {
            await Connection.TransactAsync(VSwitchTables.Database, transaction.NameChecks, cancellationToken).ConfigureAwait(false);
        }
        catch (OvsdbException e) when (transaction.ExplainName(e) is { } explained)
        {
            throw explained;
        }
    }

    private async Task SettleAsync(IReadOnlyList<Uuid> interfaces, CancellationToken cancellationToken)
    {
        using var settling = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        settling.CancelAfter(SettleTime);
        try
        {
            // A row that is gone was deleted by somebody else: nothing to wait for.
            await Replica.WaitAsync(
                snapshot => interfaces.All(uuid => VSwitchTables.FindInterface(snapshot, uuid) is not { IsSettled: false }), settling.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Reported as it is: neither number nor error.
        }
    }

    // Parsed once per snapshot; two readers that race parse twice, and agree.
    private VSwitchState Read(ReplicaSnapshot snapshot)
    {
        var state = _state;
        if (ReferenceEquals(state.Snapshot, snapshot)) return state;
        return _state = VSwitchTables.Read(snapshot);
    }
}
