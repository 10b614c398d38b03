using System.Diagnostics;
using System.Globalization;
using OvsCtl.Bench.Ovsdb;
using OvsCtl.Ovsdb;
using OvsCtl.Ovsdb.OpenvSwitch;

[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

// OvsdbBench MODE unix:SOCKET [ARGUMENT]: does one piece of work through the library's public surface and prints "TOTAL-MILLISECONDS MEDIAN-MICROSECONDS".
var options = new OvsdbConnectionOptions { IsLatencyFirst = true };
var endpoint = OvsdbEndpoint.Parse(args[1]);
var (total, median) = args[0] switch
{
    "notify" => await NotifyAsync(int.Parse(args[2], CultureInfo.InvariantCulture), options),
    "notify-default" => await NotifyAsync(int.Parse(args[2], CultureInfo.InvariantCulture), new OvsdbConnectionOptions()),
    "resume" => await ResumeAsync(relayPath: args[2], missed: int.Parse(args[3], CultureInfo.InvariantCulture)),
    "transact" => await TransactAsync(args[2], int.Parse(args[3], CultureInfo.InvariantCulture)),
    "replica" => await ReplicaAsync(columns: args[2]),
    "add-ports" => await AddPortsAsync(args[2], int.Parse(args[3], CultureInfo.InvariantCulture)),
    "add-batch" => await AddBatchAsync(args[2], int.Parse(args[3], CultureInfo.InvariantCulture), warmUps: 0),
    "add-batch-warm" => await AddBatchAsync(args[2], int.Parse(args[3], CultureInfo.InvariantCulture), warmUps: 20),
    "transact-batch" => await TransactBatchAsync(args[2], int.Parse(args[3], CultureInfo.InvariantCulture)),
    _ => throw new ArgumentException(args[0]),
};
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{total:0.000} {median:0.0}"));

async Task<(double, double)> ReplicaAsync(string columns)
{
    var clock = Stopwatch.StartNew();
    await using var connection = await OvsdbConnection.ConnectAsync(endpoint);
    var wanted = columns.Split(';').Select(part => part.Split(':')).ToDictionary(part => part[0], part => (IReadOnlyList<string>)part[1].Split(','));
    var (_, replica) = await connection.MonitorAsync("Open_vSwitch", wanted);
    var rows = wanted.Keys.Sum(table => replica.Current.Table(table).Count);
    var elapsed = clock.Elapsed.TotalMilliseconds;
    // Rows are kept as text until somebody looks: what looking at every value of each costs.
    clock.Restart();
    var values = wanted.Sum(table => replica.Current.Table(table.Key).Values.Sum(row => table.Value.Count(column => row[column] is not null)));
    Console.Error.WriteLine($"{rows} rows, {values} values");
    return (elapsed, clock.Elapsed.TotalMicroseconds);
}

// How long after each write, of which another process puts the time in external_ids:t, the replica shows it.
async Task<(double, double)> NotifyAsync(int count, OvsdbConnectionOptions options)
{
    await using var connection = await OvsdbConnection.ConnectAsync(endpoint, options);
    var (_, replica) = await connection.MonitorAsync("Open_vSwitch", new Dictionary<string, IReadOnlyList<string>> { ["Interface"] = ["name", "external_ids"] });
    Console.Error.WriteLine("ready");
    var times = new List<double>();
    var seen = replica.Current;
    while (times.Count < count)
    {
        var next = await replica.NextAsync(seen);
        var now = Stopwatch.GetTimestamp();
        foreach (var change in next.ChangesSince(seen))
        {
            if (change.New?.GetMap("external_ids").GetValueOrDefault("t") is { } written) times.Add((now - long.Parse(written, CultureInfo.InvariantCulture)) / 1e3);
        }

        seen = next;
    }

    return (times.Sum() / 1000, Median(times.Skip(count / 10)));
}

// The same ports as "add-ports" on a connection without a replica, each with a guard that the bridge is there.
async Task<(double, double)> TransactAsync(string bridge, int count)
{
    await using var connection = await OvsdbConnection.ConnectAsync(endpoint, options);
    var schema = await connection.GetSchemaAsync("Open_vSwitch");
    var found = await connection.TransactAsync(schema, [new Select("Bridge", [Condition.Equal("name", bridge)], ["_uuid"])]);
    var where = Condition.IsRow(((OvsdbUuid)found.Operations[0].Rows[0]["_uuid"]).Value);
    var times = new List<double>();
    for (var i = -50; i < count; i++)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"z{Environment.ProcessId}-{i}");
        var start = Stopwatch.GetTimestamp();
        await connection.TransactAsync(schema,
        [
            new Wait("Bridge", [where], ["name"], UntilEqual: true, [new Dictionary<string, OvsdbValue> { ["name"] = bridge }], TimeSpan.Zero),
            new Insert("Interface", new Dictionary<string, OvsdbValue> { ["name"] = name }) { UuidName = "i" },
            new Insert("Port", new Dictionary<string, OvsdbValue> { ["name"] = name, ["interfaces"] = new OvsdbNamedUuid("i") }) { UuidName = "p" },
            new Mutate("Bridge", [where], [Mutation.Insert("ports", new OvsdbNamedUuid("p"))]),
        ]);
        if (i >= 0) times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    return (times.Sum(), Median(times) * 1000);
}

static double Median(IEnumerable<double> times) => times.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;

async Task<(double, double)> AddPortsAsync(string bridge, int count)
{
    await using var vswitch = await VSwitch.ConnectAsync(endpoint, options);
    var prefix = "x" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "-";
    // The first few pay for compiling; a long-running program does not.
    for (var i = 0; i < 50; i++) await AddAsync(string.Create(CultureInfo.InvariantCulture, $"{prefix}w{i}"));
    var times = new double[count];
    for (var i = 0; i < count; i++)
    {
        var start = Stopwatch.GetTimestamp();
        await AddAsync(string.Create(CultureInfo.InvariantCulture, $"{prefix}{i}"));
        times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    var sum = times.Sum();
    Array.Sort(times);
    return (sum, times[count / 2] * 1000);

    Task AddAsync(string name) => vswitch.ApplyAsync([new AddPort { Bridge = bridge, Name = name }], waitForSwitch: false);
}

// A first copy, then a cut, transactions that are missed, and the way back: prints the bytes of both and whether the client went on where it was; returns the milliseconds of both.
async Task<(double, double)> ResumeAsync(string relayPath, int missed)
{
    using var relay = new Relay(relayPath, args[1]["unix:".Length..]);
    var clock = Stopwatch.StartNew();
    await using var client = await OvsdbClient.ConnectAsync(new OvsdbClientOptions
    {
        Endpoints = [OvsdbEndpoint.Parse($"unix:{relayPath}")],
        Database = "Open_vSwitch",
        Columns = schema => schema.Tables.Keys.ToDictionary(table => table, _ => (IReadOnlyList<string>)[]),
    });
    var copy = clock.Elapsed.TotalMilliseconds;
    var copied = relay.Received;

    await relay.HoldAsync();
    await using (var connection = await OvsdbConnection.ConnectAsync(endpoint, options))
    {
        for (var i = 1; i <= missed; i++)
        {
            var value = new Dictionary<string, OvsdbValue> { ["external_ids"] = OvsdbMap.Of(new Dictionary<string, string> { ["missed"] = i.ToString(CultureInfo.InvariantCulture) }) };
            await connection.TransactAsync("Open_vSwitch", [new Update("Open_vSwitch", [], value)]);
        }
    }

    await relay.ReleaseAsync();
    clock.Restart();
    await client.Replica.WaitAsync(now => now.Table("Open_vSwitch").Values.Single().GetMap("external_ids").GetValueOrDefault("missed") == missed.ToString(CultureInfo.InvariantCulture));
    var resume = clock.Elapsed.TotalMilliseconds;
    await client.WaitConnectedAsync();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{copied} {relay.Received - copied} {client.Statistics.LastCatchUp?.Method} {client.Statistics.ResumeCount}"));
    return (copy, resume);
}

async Task<(double, double)> AddBatchAsync(string bridge, int count, int warmUps)
{
    await using var vswitch = await VSwitch.ConnectAsync(endpoint, options);
    var prefix = "y" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "-";
    await vswitch.ApplyAsync(Ports(bridge, prefix + "w", 100), waitForSwitch: false);
    for (var i = 0; i < warmUps; i++)
    {
        await vswitch.ApplyAsync([new AddBridge { Name = "warm" }, .. Ports("warm", prefix + "v", count)], waitForSwitch: false);
        await vswitch.ApplyAsync([new DeleteBridge { Name = "warm" }], waitForSwitch: false);
    }

    var start = Stopwatch.GetTimestamp();
    await vswitch.ApplyAsync(Ports(bridge, prefix, count), waitForSwitch: false);
    var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    return (elapsed, elapsed * 1000);

    static VSwitchChange[] Ports(string bridge, string prefix, int count) =>
        [.. Enumerable.Range(0, count).Select(i => new AddPort { Bridge = bridge, Name = string.Create(CultureInfo.InvariantCulture, $"{prefix}{i}") })];
}

// The same ports on a connection without a replica, in one checked transaction with a guard that the bridge is there.
async Task<(double, double)> TransactBatchAsync(string bridge, int count)
{
    await using var connection = await OvsdbConnection.ConnectAsync(endpoint, options);
    var schema = await connection.GetSchemaAsync("Open_vSwitch");
    var found = await connection.TransactAsync(schema, [new Select("Bridge", [Condition.Equal("name", bridge)], ["_uuid"])]);
    var uuid = ((OvsdbUuid)found.Operations[0].Rows[0]["_uuid"]).Value;
    await AddAsync("w", 100);
    var start = Stopwatch.GetTimestamp();
    await AddAsync("z", count);
    var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    return (elapsed, elapsed * 1000);

    Task AddAsync(string prefix, int count)
    {
        var operations = new List<Operation> { Wait.Exists("Bridge", uuid) };
        var added = new List<OvsdbAtom>();
        for (var i = 0; i < count; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{prefix}{Environment.ProcessId}-{i}");
            operations.Add(new Insert("Interface", new Dictionary<string, OvsdbValue> { ["name"] = name }) { UuidName = $"i{i}" });
            operations.Add(new Insert("Port", new Dictionary<string, OvsdbValue> { ["name"] = name, ["interfaces"] = new OvsdbNamedUuid($"i{i}") }) { UuidName = $"p{i}" });
            added.Add(new OvsdbNamedUuid($"p{i}"));
        }

        operations.Add(new Mutate("Bridge", [Condition.IsRow(uuid)], [Mutation.Insert("ports", OvsdbSet.Of(added))]));
        return connection.TransactAsync(schema, operations);
    }
}
