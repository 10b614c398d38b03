using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OvsCtl.Ovsdb;

/// <summary>
/// A lasting copy of a database, and a way to change it: connects to one of several servers, follows the leader of a cluster, comes back after every loss and
/// keeps one <see cref="Replica"/> all the while. After a loss it goes on from the last transaction seen where the server can
/// (clustered and relay databases); elsewhere the whole copy takes the place of the old one in a single step, in which rows that did not change stay as they are.
/// The same happens when the server's schema changes. Everything may be called from any thread.
/// </summary>
public sealed partial class OvsdbClient : IAsyncDisposable
{
    private readonly OvsdbClientOptions _options;
    private readonly OvsdbEndpoint[] _endpoints;
    private readonly ILogger _logger;
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly Reconnect _machine;
    private readonly MonitorFeed _feed;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;
    private volatile Session _session = new(null, null, null);
    private volatile OvsdbClientStatistics _statistics = new(0, 0, 0, 0, null, null);
    private volatile Conditions _conditions;
    private int _nextEndpoint;

    private OvsdbClient(OvsdbClientOptions options, ILogger logger)
    {
        _options = options;
        _endpoints = [.. options.Endpoints];
        if (options.IsShuffled) options.Random.Shuffle(_endpoints);
        _logger = logger;
        _feed = new MonitorFeed(endsWithConnection: false, options.Connection.Continuations);
        _clock = options.Connection.TimeProvider;
        _start = _clock.GetTimestamp();
        _machine = new Reconnect(0) { Jitter = Shorten, MaximumTries = options.MaximumTries };
        _conditions = new Conditions(options.Where, IsInForce: true);
        _machine.SetBackoff((int)options.MinimumBackoff.TotalMilliseconds, (int)options.MaximumBackoff.TotalMilliseconds);
        _run = RunAsync();
    }

    /// <summary>The copy. It stays the same object for the client's life; when the client ends, the last snapshot stays readable and waits fail.</summary>
    public Replica Replica => _feed.Replica ?? throw new InvalidOperationException("the client has not been connected yet");

    /// <summary>The schema of the current or the last connection's database.</summary>
    public DatabaseSchema Schema => _session.Schema ?? throw new InvalidOperationException("the client has not been connected yet");

    /// <summary>Whether the replica is being kept up to date now.</summary>
    public bool IsConnected => _session.Connection is not null;

    /// <summary>What the client has been through.</summary>
    public OvsdbClientStatistics Statistics => _statistics;

    /// <summary>Starts a client, and completes once its replica is there: it goes on trying until then, or until its tries are used up.</summary>
    /// <exception cref="OvsdbException">The tries are used up: the last error.</exception>
    /// <exception cref="ArgumentException">No endpoint was given, or the schema lacks a table or column that the options ask for.</exception>
    public static async Task<OvsdbClient> ConnectAsync(OvsdbClientOptions options, ILogger? logger = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Endpoints.Count == 0) throw new ArgumentException("a client needs an endpoint", nameof(options));
        var client = new OvsdbClient(options, logger ?? NullLogger.Instance);
        try
        {
            await client.WaitConnectedAsync(cancellationToken).ConfigureAwait(false);
            return client;
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Completes once the replica is being kept up to date.</summary>
    /// <exception cref="OvsdbException">The client has ended.</exception>
    public Task WaitConnectedAsync(CancellationToken cancellationToken = default) => ConnectedAsync(cancellationToken);

    /// <summary>
    /// Changes which rows are copied, for good: later connections ask for the same. When this returns, the replica shows the rows that meet the new conditions. One change at a time.
    /// </summary>
    /// <param name="whereByTable">In place of all conditions before, those of which a row must meet any; tables not named have all their rows copied.</param>
    /// <param name="cancellationToken">Stops waiting; the change is still made.</param>
    /// <exception cref="OvsdbException">The server refused.</exception>
    public async Task ChangeWhereAsync(IReadOnlyDictionary<string, IReadOnlyList<Condition>> whereByTable, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(whereByTable);
        // A table that had conditions and has none now must be named to the server, with none.
        var changes = _conditions.Where.Keys.Except(whereByTable.Keys).ToDictionary(table => table, _ => (IReadOnlyList<Condition>)[]);
        foreach (var (table, where) in whereByTable) changes.Add(table, where);
        var changed = new Conditions(whereByTable, IsInForce: false);
        _conditions = changed;
        while (_conditions == changed)
        {
            var (connection, _) = await ConnectedAsync(cancellationToken).ConfigureAwait(false);
            // A connection made since then has asked for the new conditions from the start.
            if (_conditions != changed) return;
            try
            {
                await connection.ChangeMonitorAsync(Replica, changes, cancellationToken).ConfigureAwait(false);
                Interlocked.CompareExchange(ref _conditions, changed with { IsInForce = true }, changed);
            }
            catch (OvsdbException e) when (e.Kind == OvsdbErrorKind.ConnectionLost)
            {
                await LeftAsync(connection, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Closes the connection and ends the replica.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _run.ConfigureAwait(false);
        _stop.Dispose();
    }

    private long Shorten(long pause) => pause - _options.Random.NextInt64(pause / 2 + 1);

    private async Task<(OvsdbConnection Connection, DatabaseSchema Schema)> ConnectedAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var session = _session;
            if (session is { Connection: { } connection, Schema: { } schema }) return (connection, schema);
            if (session.End is OvsdbException end) throw new OvsdbException(end.Kind, end.Message, end);
            if (session.End is { } misuse) throw new ArgumentException(misuse.Message, misuse);
            await session.Changed.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Completes once a connection that is lost is no more handed out.</summary>
    private async Task LeftAsync(OvsdbConnection connection, CancellationToken cancellationToken)
    {
        for (var session = _session; session.Connection == connection; session = _session)
            await session.Changed.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        // The constructor goes on while this starts.
        await Task.Yield();
        Exception end;
        try
        {
            end = await FollowAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            end = new OvsdbException(OvsdbErrorKind.ConnectionLost, "this side closed the client");
        }
        catch (ArgumentException e)
        {
            // The options do not fit the schema; trying again would not help.
            end = e;
        }

        _feed.End(end as OvsdbException ?? new OvsdbException(OvsdbErrorKind.ConnectionLost, end.Message, end));
        Publish(new Session(null, _session.Schema, end));
    }

    private long Now => (long)_clock.GetElapsedTime(_start).TotalMilliseconds;

    private void Publish(Session session)
    {
        var previous = _session;
        _session = session;
        previous.Changed.TrySetResult();
    }

    /// <summary>Which rows are wanted, and whether the replica shows them.</summary>
    private sealed record Conditions(IReadOnlyDictionary<string, IReadOnlyList<Condition>> Where, bool IsInForce);

    /// <summary>What callers may use: a connection while the replica is kept up to date, else null; after the end, why.</summary>
    private sealed record Session(OvsdbConnection? Connection, DatabaseSchema? Schema, Exception? End)
    {
        public TaskCompletionSource Changed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
