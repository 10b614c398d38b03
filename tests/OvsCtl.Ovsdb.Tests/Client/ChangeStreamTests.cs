namespace OvsCtl.Ovsdb.Tests;

/// <summary>What a reader of changes is told while its real server is killed and its connection cut: all of it, once. Skipped outside the sandbox.</summary>
public sealed class ChangeStreamTests
{
    private const string Table = "Queue";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Over_kills_and_cuts_no_change_is_missed_and_none_comes_twice()
    {
        await using var ovs = await RealOvs.StartAsync(withSwitch: false);
        await ovs.VsctlAsync("--no-wait", "init");
        await using var proxy = TearingProxy.Start($"{ovs.Folder}/proxy.sock", ovs.Socket);
        await using var reader = await ConnectAsync(proxy.Endpoint);
        await using var writer = await ConnectAsync(ovs.Endpoint);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var held = new Dictionary<Uuid, Row>();
        var reading = ReadAsync(reader, held, stop.Token);

        var random = new Random(20_262);
        var root = writer.Replica.Current.Table("Open_vSwitch").Values.Single().Uuid;
        for (var i = 0; i < 200; i++)
        {
            // One fault for each twenty changes: at one of them in the middle, in front of the commit, so that it and the fault race.
            var fault = i % 40 == 11 ? RestartAsync(ovs) : i % 20 == 11 ? Task.Run(proxy.Cut, Cancelled) : Task.CompletedTask;
            var step = (i, random.Next(4), random.Next(64));
            var outcome = await FakeServer.InTimeAsync(writer.CommitAsync(
                snapshot => [Change(snapshot, step.i, step.Item2, step.Item3)], new TransactionToken("Open_vSwitch", root, "external_ids", "writer"), Cancelled));
            Assert.Equal(TransactionStatus.Committed, outcome.Status);
            await fault;
        }

        var last = await FakeServer.InTimeAsync(writer.TransactAsync([new Insert(Table, Row(-1, 0))], Cancelled));
        await FakeServer.InTimeAsync(reader.Replica.WaitAsync(s => s.Table(Table).ContainsKey(last.Operations[0].Uuid!.Value), Cancelled));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!IsHeld(last.Operations[0].Uuid!.Value)) await Task.Delay(5, deadline.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);

        var rows = (await writer.TransactAsync([new Select(Table, [], ["_uuid", "external_ids", "dscp"])], Cancelled)).Operations[0].Rows;
        Assert.Equal(
            rows.ToDictionary(row => row["_uuid"].ToString(), row => $"{row["external_ids"]} {row["dscp"]}"),
            held.Values.ToDictionary(row => new OvsdbUuid(row.Uuid).ToString(), row => $"{row["external_ids"]} {row["dscp"]}"));
        // At least one of the restarts was noticed: two that follow closely may be one to the reader.
        Assert.True(reader.Statistics.CopyCount > 1, $"{reader.Statistics}");

        bool IsHeld(Uuid uuid)
        {
            lock (held) return held.ContainsKey(uuid);
        }
    }

    // Each change must fit what was heard before: an added row was not there, a changed or removed one was, with the very values told as old.
    private static async Task ReadAsync(OvsdbClient reader, Dictionary<Uuid, Row> held, CancellationToken cancellationToken)
    {
        await foreach (var changes in reader.Replica.ChangesAsync(cancellationToken))
        {
            lock (held)
            {
                foreach (var change in changes.Where(change => change.Table == Table)) Take(held, change);
            }
        }
    }

    private static void Take(Dictionary<Uuid, Row> held, RowChange change)
    {
        Assert.Equal(change.Old is not null, held.TryGetValue(change.Uuid, out var known));
        if (change.Old is { } old) Assert.Equal(("dscp", old["dscp"]), ("dscp", known!["dscp"]));
        if (change.Kind == RowChangeKind.Changed) Assert.NotEmpty(change.Columns);
        if (change.New is { } now) held[change.Uuid] = now;
        else held.Remove(change.Uuid);
    }

    private static Operation Change(ReplicaSnapshot snapshot, int number, int kind, int value)
    {
        var known = snapshot.Table(Table).Values.OrderBy(row => row.Uuid).ToList();
        if (known.Count == 0 || kind <= 1) return new Insert(Table, Row(number, value));
        var where = Condition.IsRow(known[number % known.Count].Uuid);
        return kind == 2 ? new Delete(Table, [where]) : new Update(Table, [where], Row(number, value));
    }

    private static Dictionary<string, OvsdbValue> Row(int number, int value) => new()
    {
        ["external_ids"] = OvsdbMap.Of([KeyValuePair.Create("number", $"{number}")]),
        ["dscp"] = value,
    };

    private static async Task RestartAsync(RealOvs ovs)
    {
        await ovs.KillServerAsync();
        await ovs.StartServerAsync();
    }

    private static Task<OvsdbClient> ConnectAsync(OvsdbEndpoint endpoint) => FakeServer.InTimeAsync(OvsdbClient.ConnectAsync(
        new OvsdbClientOptions
        {
            Endpoints = [endpoint],
            Database = "Open_vSwitch",
            Columns = _ => new Dictionary<string, IReadOnlyList<string>> { ["Open_vSwitch"] = ["next_cfg"], [Table] = ["external_ids", "dscp"] },
        },
        null,
        Cancelled));
}
