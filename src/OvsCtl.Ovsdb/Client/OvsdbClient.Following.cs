namespace OvsCtl.Ovsdb;

/// <content>One connection after the other, each from the schema over the copy to its end.</content>
public sealed partial class OvsdbClient
{
    private static readonly MonitorMethod[] Methods = [MonitorMethod.Since, MonitorMethod.Conditional, MonitorMethod.Plain];

    /// <summary>Makes one connection after another; returns only when the tries are used up, with the last error.</summary>
    private async Task<Exception> FollowAsync(CancellationToken cancellationToken)
    {
        _machine.BackoffFreeTries = _endpoints.Length;
        _machine.Enable(Now);
        while (true)
        {
            while (_machine.Run(Now) != ReconnectAction.Connect)
            {
                if (_machine.Timeout(Now) is not { } pause) return _statistics.LastError ?? new OvsdbException(OvsdbErrorKind.ConnectFailed, "no attempt is allowed");
                await Task.Delay(TimeSpan.FromMilliseconds(pause), _clock, cancellationToken).ConfigureAwait(false);
            }

            var endpoint = _endpoints[_nextEndpoint++ % _endpoints.Length];
            try
            {
                await AttemptAsync(endpoint, cancellationToken).ConfigureAwait(false);
            }
            catch (OvsdbException e)
            {
                Log.Retrying(_logger, endpoint.ToString(), e.Message);
                _statistics = _statistics with { FailureCount = _statistics.FailureCount + 1, LastError = e };
            }

            _machine.Disconnected(Now);
        }
    }

    /// <summary>One connection, from the attempt to its end; always ends with an exception that says why.</summary>
    private async Task AttemptAsync(OvsdbEndpoint endpoint, CancellationToken cancellationToken)
    {
        _machine.Connecting(Now);
        await using var connection = await ConnectAsync(endpoint, cancellationToken).ConfigureAwait(false);
        _machine.Connected(Now);
        _statistics = _statistics with { ConnectionCount = _statistics.ConnectionCount + 1 };
        try
        {
            await ServeAsync(connection, endpoint, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (IsConnected) Publish(new Session(null, _session.Schema, null));
            // What was received last counts for the length of the next pause.
            _machine.Activity((long)_clock.GetElapsedTime(_start, connection.LastReceived).TotalMilliseconds);
        }
    }

    private async Task<OvsdbConnection> ConnectAsync(OvsdbEndpoint endpoint, CancellationToken cancellationToken)
    {
        var limit = TimeSpan.FromMilliseconds(_machine.Timeout(Now) ?? Reconnect.DefaultMinimumBackoff);
        using var deadline = new CancellationTokenSource(limit, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await OvsdbConnection.ConnectAsync(endpoint, _options.Connection, _logger, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new OvsdbException(OvsdbErrorKind.ConnectFailed, $"cannot connect to {endpoint}: no answer in {limit.TotalSeconds:0.#} s");
        }
    }

    /// <summary>Follows the database on one connection, from one schema to the next, until the connection ends or the server is of no more use.</summary>
    private async Task ServeAsync(OvsdbConnection connection, OvsdbEndpoint endpoint, CancellationToken cancellationToken)
    {
        var server = await MonitorServerAsync(connection, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            if (WhyNot(server?.Current) is { } unfit) throw new OvsdbException(OvsdbErrorKind.NotLeader, unfit);
            var schema = await connection.GetSchemaAsync(_options.Database, cancellationToken).ConfigureAwait(false);
            if (!schema.HasSameVersion(_session.Schema)) _feed.ForgetTransaction();
            var conditions = _conditions;
            // The replica shows what met the conditions before: going on from there would miss rows that meet the new ones only.
            if (!conditions.IsInForce) _feed.ForgetTransaction();
            var tables = new MonitoredTables(schema, _options.Columns(schema), conditions.Where);
            var before = _feed.Replica?.Current;
            await connection.MonitorAsync(_options.Database, _feed, tables, Methods, cancellationToken).ConfigureAwait(false);
            Interlocked.CompareExchange(ref _conditions, conditions with { IsInForce = true }, conditions);
            var canceled = _feed.Canceled.Task;
            Count(endpoint, new OvsdbCatchUp(_feed.Method?.Name ?? "", _feed.WasResumed, ChangedRowCount(before, Replica.Current)));
            // From here on a loss is worth a try of every server at once.
            _machine.BackoffFreeTries = _endpoints.Length;
            Publish(new Session(connection, schema, null));

            using var watch = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var unusable = WaitUnusableAsync(server, watch.Token);
            await Task.WhenAny(connection.Closed, canceled, unusable).WaitAsync(cancellationToken).ConfigureAwait(false);
            await watch.CancelAsync().ConfigureAwait(false);
            Publish(new Session(null, schema, null));
            if (connection.CloseReason is { } reason) throw new OvsdbException(OvsdbErrorKind.ConnectionLost, reason.Message, reason);
        }
    }

    /// <summary>Follows what the server says about its databases; null when it is too old to say anything.</summary>
    private static async Task<Replica?> MonitorServerAsync(OvsdbConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await connection.SetDatabaseChangeAwareAsync(true, cancellationToken).ConfigureAwait(false);
            var schema = await connection.GetSchemaAsync(ServedDatabase.Server, cancellationToken).ConfigureAwait(false);
            return await connection.MonitorAsync(schema, ServedDatabase.Columns(schema), cancellationToken).ConfigureAwait(false);
        }
        catch (OvsdbException e) when (e.Kind is OvsdbErrorKind.UnknownMethod or OvsdbErrorKind.UnknownDatabase)
        {
            return null;
        }
    }

    private async Task WaitUnusableAsync(Replica? server, CancellationToken cancellationToken)
    {
        try
        {
            if (server is null) await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(false);
            else await server.WaitAsync(snapshot => WhyNot(snapshot) is not null, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Something else happened first.
        }
        catch (OvsdbException)
        {
            // The connection has ended, and says so itself.
        }
    }

    private void Count(OvsdbEndpoint endpoint, OvsdbCatchUp catchUp)
    {
        Log.CaughtUp(_logger, _options.Database, endpoint.ToString(), catchUp.Method, catchUp.IsResumed ? "resumed" : "copied whole", catchUp.ChangedRowCount);
        _statistics = catchUp.IsResumed
            ? _statistics with { ResumeCount = _statistics.ResumeCount + 1, LastCatchUp = catchUp }
            : _statistics with { CopyCount = _statistics.CopyCount + 1, LastCatchUp = catchUp };
    }

    private static int ChangedRowCount(ReplicaSnapshot? before, ReplicaSnapshot now) =>
        before is null ? now.TableNames.Sum(table => now.Table(table).Count) : now.ChangesSince(before).Count;

    private string? WhyNot(ReplicaSnapshot? server) => server is null ? null : ServedDatabase.WhyNot(server, _options.Database, _options.IsLeaderOnly);
}
