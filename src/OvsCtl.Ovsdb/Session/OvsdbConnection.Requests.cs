using System.Globalization;

namespace OvsCtl.Ovsdb;

/// <content>The requests of RFC 7047 §4.1 and of ovsdb-server(7).</content>
public sealed partial class OvsdbConnection
{
    /// <summary>The names of the server's databases (RFC 7047 §4.1.1).</summary>
    /// <exception cref="OvsdbException">The server refused, or the connection was lost.</exception>
    public Task<IReadOnlyList<string>> ListDatabasesAsync(CancellationToken cancellationToken = default) =>
        RequestAsync("list_dbs", _ => { }, WithCursor(ReadStrings), changesData: false, cancellationToken);

    /// <summary>The schema of a database (RFC 7047 §4.1.2).</summary>
    /// <exception cref="OvsdbException">The server refused (<see cref="OvsdbErrorKind.UnknownDatabase"/>), or the connection was lost.</exception>
    public Task<DatabaseSchema> GetSchemaAsync(string database, CancellationToken cancellationToken = default) =>
        RequestAsync("get_schema", writer => writer.WriteValue(database), DatabaseSchema.Parse, changesData: false, cancellationToken);

    /// <summary>The server process's own name, chosen anew each time it starts (ovsdb-server(7), <c>get_server_id</c>).</summary>
    /// <exception cref="OvsdbException">The server refused, or the connection was lost.</exception>
    public Task<Uuid> GetServerIdAsync(CancellationToken cancellationToken = default) =>
        RequestAsync("get_server_id", _ => { }, WithCursor(ReadUuid), changesData: false, cancellationToken);

    /// <summary>
    /// Says whether this side understands that databases come, go and change schema (ovsdb-server(7), <c>set_db_change_aware</c>). To a client that
    /// does not, the server closes the connection then; to one that does, it cancels the monitors concerned.
    /// </summary>
    /// <exception cref="OvsdbException">The server refused (<see cref="OvsdbErrorKind.UnknownMethod"/> before 2.9), or the connection was lost.</exception>
    public Task SetDatabaseChangeAwareAsync(bool isAware, CancellationToken cancellationToken = default) =>
        RequestAsync("set_db_change_aware", writer => writer.WriteValue(isAware), _ => true, changesData: false, cancellationToken);

    /// <summary>
    /// Carries out the operations, all or none (RFC 7047 §4.1.3). When this returns, the replicas of this connection show the change.
    /// Cancelling also asks the server to drop the transaction if it still waits (RFC 7047 §4.1.4); whether it was carried out is then unknown.
    /// </summary>
    /// <exception cref="OvsdbException">
    /// An operation failed (<see cref="OvsdbException.OperationIndex"/> says which; null at commit) and nothing was changed; or the connection was
    /// lost (<see cref="OvsdbErrorKind.ConnectionLost"/>), with <see cref="OvsdbException.IsOutcomeUnknown"/> when it may have been changed.
    /// </exception>
    /// <exception cref="ArgumentException">A string has U+0000 or half of a surrogate pair.</exception>
    public Task<TransactionResult> TransactAsync(string database, IReadOnlyList<Operation> operations, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(operations);
        void Write(OvsdbJsonWriter writer)
        {
            writer.WriteValue(database);
            foreach (var operation in operations) operation.WriteTo(writer);
        }

        var count = operations.Count;
        return RequestAsync("transact", Write, WithCursor(cursor => TransactionResult.Read(cursor, count)), changesData: true, cancellationToken);
    }

    /// <summary>
    /// As <see cref="TransactAsync(string, IReadOnlyList{Operation}, CancellationToken)"/>, after checking the operations against the schema: what cannot
    /// succeed is not sent, and the error says which table, column and value, and what is allowed.
    /// </summary>
    /// <inheritdoc cref="TransactAsync(string, IReadOnlyList{Operation}, CancellationToken)"/>
    /// <exception cref="OvsdbException">In addition: an operation does not fit the schema, and nothing was sent.</exception>
    public Task<TransactionResult> TransactAsync(DatabaseSchema schema, IReadOnlyList<Operation> operations, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(schema);
        OperationValidator.Validate(schema, operations);
        return TransactAsync(schema.Name, operations, cancellationToken);
    }

    /// <summary>
    /// Copies tables and keeps the copy up to date until the connection ends: by <c>monitor_cond</c> (ovsdb-server(7)), or by plain
    /// <c>monitor</c> (RFC 7047 §4.1.5) where the server has no other. Ask for the columns needed: statistics change every few seconds.
    /// </summary>
    /// <param name="schema">The database's schema.</param>
    /// <param name="columnsByTable">The columns of each table; an empty list means all of them.</param>
    /// <param name="cancellationToken">Stops waiting for the first copy.</param>
    /// <exception cref="ArgumentException">The schema has no such table or column.</exception>
    /// <exception cref="OvsdbException">The server refused, or the connection was lost.</exception>
    public async Task<Replica> MonitorAsync(
        DatabaseSchema schema, IReadOnlyDictionary<string, IReadOnlyList<string>> columnsByTable, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(columnsByTable);
        var feed = new MonitorFeed(endsWithConnection: true, _options.Continuations);
        var tables = new MonitoredTables(schema, columnsByTable);
        await MonitorAsync(schema.Name, feed, tables, [MonitorMethod.Conditional, MonitorMethod.Plain], cancellationToken).ConfigureAwait(false);
        return feed.Replica ?? throw new InvalidOperationException("a monitor started without a replica");
    }

    /// <summary>
    /// As <see cref="MonitorAsync(DatabaseSchema, IReadOnlyDictionary{string, IReadOnlyList{string}}, CancellationToken)"/>, but asks for the schema and the rows at once: while
    /// the server puts a large answer together, its schema is being read here.
    /// </summary>
    /// <param name="database">The database's name.</param>
    /// <param name="columnsByTable">The columns of each table, at least one of each.</param>
    /// <param name="cancellationToken">Stops waiting for the first copy.</param>
    /// <exception cref="ArgumentException">The schema has no such table or column, or a table is named without columns.</exception>
    /// <exception cref="OvsdbException">The server refused, or the connection was lost.</exception>
    public async Task<(DatabaseSchema Schema, Replica Replica)> MonitorAsync(
        string database, IReadOnlyDictionary<string, IReadOnlyList<string>> columnsByTable, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(columnsByTable);
        if (columnsByTable.FirstOrDefault(pair => pair.Value.Count == 0) is { Key: { } bare }) throw new ArgumentException($"no columns of table {bare} are named", nameof(columnsByTable));
        var feed = new MonitorFeed(endsWithConnection: true, _options.Continuations);
        MonitoredTables? tables = null;
        ArgumentException? misfit = null;
        DatabaseSchema Read(ReadOnlyMemory<byte> json)
        {
            var read = DatabaseSchema.Parse(json);
            try
            {
                tables = new MonitoredTables(read, columnsByTable);
            }
            catch (ArgumentException e)
            {
                misfit = e;
            }

            return read;
        }

        var schemaReply = RequestAsync("get_schema", writer => writer.WriteValue(database), Read, changesData: false, cancellationToken);
        var monitorReply = MonitorAsync(
            database, feed, writer => MonitoredTables.WriteRequests(
                writer, columnsByTable.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.AsEnumerable())), new Dictionary<string, IReadOnlyList<Condition>>()),
            () => tables ?? throw OvsdbException.Protocol("rows came before the schema that was asked for first"), MonitorMethod.Conditional, cancellationToken);
        // Neither may be left unobserved when the other fails.
        await Task.WhenAll(schemaReply, monitorReply).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var schema = await schemaReply.ConfigureAwait(false);
        if (misfit is not null) throw misfit;
        try
        {
            await monitorReply.ConfigureAwait(false);
        }
        catch (OvsdbException e) when (e.Kind == OvsdbErrorKind.UnknownMethod)
        {
            return (schema, await MonitorAsync(schema, columnsByTable, cancellationToken).ConfigureAwait(false));
        }

        return (schema, feed.Replica ?? throw new InvalidOperationException("a monitor started without a replica"));
    }

    /// <summary>
    /// Changes which rows a replica follows (ovsdb-server(7), <c>monitor_cond_change</c>). When this returns, the replica shows the rows
    /// that meet the new conditions.
    /// </summary>
    /// <param name="replica">A replica that <see cref="MonitorAsync(DatabaseSchema, IReadOnlyDictionary{string, IReadOnlyList{string}}, CancellationToken)"/> of this connection gave.</param>
    /// <param name="whereByTable">
    /// For each table concerned, the conditions: a row that meets <em>any</em> of them is followed (in an operation it must meet all). None means every row.
    /// </param>
    /// <param name="cancellationToken">Stops waiting; the change is still made.</param>
    /// <exception cref="OvsdbException">The server refused, or the connection was lost.</exception>
    /// <exception cref="ArgumentException">The replica is none of this connection's.</exception>
    public Task ChangeMonitorAsync(
        Replica replica, IReadOnlyDictionary<string, IReadOnlyList<Condition>> whereByTable, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(whereByTable);
        var id = MonitorId(replica);
        void Write(OvsdbJsonWriter writer)
        {
            // The id stays: the second one would be its new name.
            writer.WriteValue(id);
            writer.WriteValue(id);
            MonitoredTables.WriteConditions(writer, whereByTable);
        }

        return RequestAsync("monitor_cond_change", Write, _ => true, changesData: false, cancellationToken);
    }

    /// <summary>Stops following (RFC 7047 §4.1.7). The replica's last snapshot stays readable, its waits fail with <see cref="OvsdbErrorKind.MonitorCanceled"/>.</summary>
    /// <exception cref="OvsdbException">The server refused, or the connection was lost.</exception>
    /// <exception cref="ArgumentException">The replica is none of this connection's.</exception>
    public Task CancelMonitorAsync(Replica replica, CancellationToken cancellationToken = default)
    {
        var id = MonitorId(replica);
        bool Stop(ReadOnlyMemory<byte> reply)
        {
            _monitors.Stop(id, new OvsdbException(OvsdbErrorKind.MonitorCanceled, "the monitor was canceled by this side"));
            return true;
        }

        return RequestAsync("monitor_cancel", writer => writer.WriteValue(id), Stop, changesData: false, cancellationToken);
    }

    /// <summary>
    /// Asks for a lock of the server (RFC 7047 §4.1.8), or takes it from whoever has it. The lock may be held at once or later: see
    /// <see cref="OvsdbLock.WaitHeldAsync"/>. Locks live in one server process and end with the connection: the members of a cluster know nothing of each other's.
    /// </summary>
    /// <param name="name">The lock's name, an &lt;id&gt;: letters, digits and underscores, no digit first.</param>
    /// <param name="steal">True to take it even if somebody has it, who is told.</param>
    /// <param name="cancellationToken">Stops waiting for the answer.</param>
    /// <exception cref="OvsdbException">The server refused, as when this connection has asked for the lock already; or the connection was lost.</exception>
    public Task<OvsdbLock> LockAsync(string name, bool steal = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        return RequestAsync(
            steal ? "steal" : "lock", writer => writer.WriteValue(name), WithCursor(cursor => _locks.Add(new OvsdbLock(this, name, ReadLocked(cursor)))), changesData: false, cancellationToken);
    }

    /// <summary>Gives a lock, or the place in its queue, back (RFC 7047 §4.1.9).</summary>
    internal Task UnlockAsync(string name, CancellationToken cancellationToken)
    {
        bool Forget(ReadOnlyMemory<byte> reply)
        {
            _locks.Remove(name);
            return true;
        }

        return RequestAsync("unlock", writer => writer.WriteValue(name), Forget, changesData: false, cancellationToken);
    }

    /// <summary>Starts a monitor by the first of the methods that the server knows, feeding what it brings to <paramref name="feed"/>.</summary>
    internal async Task MonitorAsync(
        string database, MonitorFeed feed, MonitoredTables tables, IReadOnlyList<MonitorMethod> methods, CancellationToken cancellationToken)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                await MonitorAsync(database, feed, tables.WriteRequests, () => tables, methods[i], cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (OvsdbException e) when (e.Kind == OvsdbErrorKind.UnknownMethod && i + 1 < methods.Count)
            {
                // An older server: the next method does the same with more bytes.
            }
        }
    }

    private Task<bool> MonitorAsync(
        string database, MonitorFeed feed, Action<OvsdbJsonWriter> writeRequests, Func<MonitoredTables> tables, MonitorMethod method, CancellationToken cancellationToken)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"monitor{Interlocked.Increment(ref _lastId)}");
        void Write(OvsdbJsonWriter writer)
        {
            writer.WriteValue(database);
            writer.WriteValue(id);
            writeRequests(writer);
            if (method == MonitorMethod.Since) writer.WriteValue(feed.LastTransaction.ToString());
        }

        bool Start(JsonCursor cursor)
        {
            feed.Start(tables(), method, cursor);
            _monitors.Add(id, feed);
            return true;
        }

        RowIntake? intake = null;
        // Plain "monitor" has rows of another form.
        return RequestAsync(
            method.Name, Write, WithCursor(Start), changesData: false, cancellationToken, intake: method == MonitorMethod.Plain ? null : () => intake ??= tables().BeginIntake());
    }

    private string MonitorId(Replica replica)
    {
        ArgumentNullException.ThrowIfNull(replica);
        return _monitors.FindId(replica) ?? throw new ArgumentException("the replica is not one that this connection feeds", nameof(replica));
    }

    private static IReadOnlyList<string> ReadStrings(JsonCursor cursor)
    {
        var strings = new List<string>();
        cursor.Expect(JsonToken.StartArray);
        while (cursor.NextElement()) strings.Add(cursor.String());
        return strings;
    }

    private static Uuid ReadUuid(JsonCursor cursor) =>
        Uuid.TryParse(cursor.String(), out var uuid) ? uuid : throw OvsdbException.Protocol($"\"{cursor.String()}\" is not a UUID");

    // "lock" and "steal" answer {"locked": boolean}.
    private static bool ReadLocked(JsonCursor cursor)
    {
        bool? isLocked = null;
        cursor.Expect(JsonToken.StartObject);
        while (cursor.NextMember(out var name))
        {
            if (name == "locked") isLocked = cursor.Boolean();
            else cursor.Skip();
        }

        return isLocked ?? throw OvsdbException.Protocol("the answer to a lock request has no \"locked\"");
    }

    // "locked" and "stolen": [<id>]
    private static string ReadName(JsonCursor cursor) =>
        cursor.NextElement() ? cursor.String() : throw OvsdbException.Protocol("a notification about a lock has no name");
}
