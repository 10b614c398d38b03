using System.Diagnostics;
using System.Globalization;
using OvsCtl.Ovsdb;
using OvsCtl.Ovsdb.OpenvSwitch;

[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

// OvsdbBench MODE unix:SOCKET [ARGUMENT]: does one piece of work through the library's public surface and prints "TOTAL-MILLISECONDS MEDIAN-MICROSECONDS".
var endpoint = OvsdbEndpoint.Parse(args[1]);
var (total, median) = args[0] switch
{
    "replica" => await ReplicaAsync(columns: args[2]),
    "add-ports" => await AddPortsAsync(args[2], int.Parse(args[3], CultureInfo.InvariantCulture)),
    "add-batch" => await AddBatchAsync(args[2], int.Parse(args[3], CultureInfo.InvariantCulture)),
    _ => throw new ArgumentException(args[0]),
};
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{total:0.000} {median:0.0}"));

async Task<(double, double)> ReplicaAsync(string columns)
{
    var clock = Stopwatch.StartNew();
    await using var connection = await OvsdbConnection.ConnectAsync(endpoint);
    var schema = await connection.GetSchemaAsync("Open_vSwitch");
    IReadOnlyDictionary<string, IReadOnlyList<string>> wanted = columns == "all"
        ? schema.Tables.Keys.ToDictionary(table => table, _ => (IReadOnlyList<string>)[])
        : columns.Split(';').Select(part => part.Split(':')).ToDictionary(part => part[0], part => (IReadOnlyList<string>)part[1].Split(','));
    var replica = await connection.MonitorAsync(schema, wanted);
    var rows = wanted.Keys.Sum(table => replica.Current.Table(table).Count);
    var elapsed = clock.Elapsed.TotalMilliseconds;
    Console.Error.WriteLine($"{rows} rows");
    return (elapsed, 0);
}

async Task<(double, double)> AddPortsAsync(string bridge, int count)
{
    await using var vswitch = await VSwitch.ConnectAsync(endpoint);
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

async Task<(double, double)> AddBatchAsync(string bridge, int count)
{
    await using var vswitch = await VSwitch.ConnectAsync(endpoint);
    var prefix = "y" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "-";
    await vswitch.ApplyAsync([.. Enumerable.Range(0, 100).Select(i => new AddPort { Bridge = bridge, Name = $"{prefix}w{i}" })], waitForSwitch: false);
    var start = Stopwatch.GetTimestamp();
    await vswitch.ApplyAsync([.. Enumerable.Range(0, count).Select(i => new AddPort { Bridge = bridge, Name = $"{prefix}{i}" })], waitForSwitch: false);
    var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    return (elapsed, elapsed * 1000);
}
