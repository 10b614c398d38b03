namespace OvsCtl.Ovsdb;

/// <summary>
/// What the successive monitors of one set of tables bring, and the replica made of it. It may outlive a connection: the next one goes on
/// from <see cref="LastTransaction"/>. One receive loop at a time touches it.
/// </summary>
/// <param name="endsWithConnection">True when nobody will start another monitor: the replica ends with this one.</param>
/// <param name="continuations">On which thread those who wait for the replica go on.</param>
internal sealed class MonitorFeed(bool endsWithConnection, TaskCreationOptions continuations = TaskCreationOptions.RunContinuationsAsynchronously)
{
    public Replica? Replica { get; private set; }

    /// <summary>The last transaction that the replica shows; zero when there is none to go on from.</summary>
    public Uuid LastTransaction { get; private set; }

    /// <summary>Whether the last start went on from a transaction, rather than sending everything.</summary>
    public bool WasResumed { get; private set; }

    /// <summary>How the last start asked; null before the first.</summary>
    public MonitorMethod? Method { get; private set; }

    /// <summary>Completes when the server stops the monitor: its database is gone or has another schema.</summary>
    public TaskCompletionSource Canceled { get; private set; } = NewCanceled();

    public void Start(MonitoredTables tables, MonitorMethod method, JsonCursor result)
    {
        Canceled = NewCanceled();
        Method = method;
        if (method != MonitorMethod.Since)
        {
            WasResumed = false;
            LastTransaction = default;
            Replace(tables, method == MonitorMethod.Plain, result);
            return;
        }

        // [<found>, <last-txn-id>, <table-updates2>]
        result.Expect(JsonToken.StartArray);
        result.Next();
        WasResumed = result.Boolean();
        result.Next();
        var last = Transaction(result);
        result.Next();
        if (WasResumed) Apply(result);
        else Replace(tables, isPlain: false, result);
        LastTransaction = last;
    }

    /// <summary>Forget what was seen: the next start sends everything.</summary>
    public void ForgetTransaction() => LastTransaction = default;

    // "update2": [<monitor-id>, <table-updates2>], read up to the updates.
    public void Update(JsonCursor updates) => Apply(updates);

    // "update": [<monitor-id>, <table-updates>]
    public void UpdatePlain(JsonCursor updates)
    {
        using var translated = PlainUpdates.Translate(updates);
        Apply(translated);
    }

    // "update3": [<monitor-id>, <last-txn-id>, <table-updates2>]
    public void UpdateSince(JsonCursor parameters)
    {
        var last = Transaction(parameters);
        parameters.Next();
        Apply(parameters);
        LastTransaction = last;
    }

    public void Cancel()
    {
        Canceled.TrySetResult();
        if (endsWithConnection) End(new OvsdbException(OvsdbErrorKind.MonitorCanceled, "the server canceled the monitor: its database is gone or has another schema"));
    }

    public void ConnectionEnded(OvsdbException reason)
    {
        if (endsWithConnection) End(reason);
    }

    public void End(OvsdbException reason) => Replica?.End(reason);

    private static TaskCompletionSource NewCanceled() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static Uuid Transaction(JsonCursor cursor) =>
        Uuid.TryParse(cursor.String(), out var uuid) ? uuid : throw OvsdbException.Protocol($"\"{cursor.String()}\" is not a transaction id");

    private void Apply(JsonCursor updates)
    {
        if (Replica is null) throw OvsdbException.Protocol("the server went on from a transaction that was never seen");
        Replica.Apply(updates);
    }

    private void Replace(MonitoredTables tables, bool isPlain, JsonCursor initial)
    {
        using var translated = isPlain ? PlainUpdates.Translate(initial) : null;
        var updates = translated ?? initial;
        if (Replica is null) Replica = new Replica(MonitoredTables.Apply(tables.Initial, updates), continuations);
        else Replica.Replace(tables, updates);
        tables.ForgetIntake();
    }
}
