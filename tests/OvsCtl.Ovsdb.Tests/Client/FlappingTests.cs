namespace OvsCtl.Ovsdb.Tests;

/// <summary>A server that comes and goes ten times a second. Nothing else runs meanwhile: what the whole process holds is counted. Skipped outside the sandbox.</summary>
[Collection(nameof(AloneCollection))]
public sealed class FlappingTests : IAsyncLifetime
{
    // What a few runs of the garbage collector may leave; a hundred leaked connections are far more.
    private const long Tolerance = 3_000_000;

    private static readonly Dictionary<string, IReadOnlyList<string>> Bridges = new() { ["Open_vSwitch"] = ["next_cfg"], ["Bridge"] = [] };

    private RealOvs? _ovs;
    private TearingProxy? _proxy;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    // Set by InitializeAsync, or the test is skipped.
    private TearingProxy Proxy => _proxy!;

    public async ValueTask InitializeAsync()
    {
        _ovs = await RealOvs.StartAsync(withSwitch: false);
        _proxy = TearingProxy.Start($"{_ovs.Folder}/proxy.sock", _ovs.Socket);
        await _ovs.VsctlAsync("--no-wait", "add-br", "br0");
    }

    public async ValueTask DisposeAsync()
    {
        if (_proxy is not null) await _proxy.DisposeAsync();
        if (_ovs is not null) await _ovs.DisposeAsync();
    }

    [Fact]
    public async Task Ten_seconds_of_it_are_met_with_pauses_and_leave_nothing_behind()
    {
        await using var client = await FakeServer.InTimeAsync(OvsdbClient.ConnectAsync(
            new OvsdbClientOptions { Endpoints = [Proxy.Endpoint], Database = "Open_vSwitch", Columns = _ => Bridges }, null, Cancelled));
        var (sockets, memory) = (SocketCount(), Memory());
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!end.IsCancellationRequested && await tick.WaitForNextTickAsync(Cancelled)) Proxy.Cut();
        var root = client.Replica.Current.Table("Open_vSwitch").Values.Single().Uuid;
        var increment = new Mutate("Open_vSwitch", [], [new Mutation("next_cfg", "+=", 1)]);
        await FakeServer.InTimeAsync(client.CommitAsync(_ => [increment], new TransactionToken("Open_vSwitch", root, "external_ids", "test-token"), Cancelled));
        Assert.InRange(Proxy.ConnectionCount, 2, 40);
        await WaitSocketsAsync(sockets);
        AssertNoLeak(memory);
    }

    [Fact]
    public async Task A_hundred_connections_that_are_torn_leave_nothing_behind()
    {
        await TearAsync();
        var (sockets, memory) = (SocketCount(), Memory());
        for (var i = 0; i < 100; i++) await TearAsync();
        await WaitSocketsAsync(sockets);
        AssertNoLeak(memory);
    }

    // A connection with a monitor, a lock and a request under way when it is cut.
    private async Task TearAsync()
    {
        await using var connection = await OvsdbConnection.ConnectAsync(Proxy.Endpoint, null, Cancelled);
        var replica = await connection.MonitorAsync(await connection.GetSchemaAsync("Open_vSwitch", Cancelled), Bridges, Cancelled);
        Assert.Single(replica.Current.Table("Bridge"));
        await connection.LockAsync("l", cancellationToken: Cancelled);
        var waiting = connection.TransactAsync("Open_vSwitch", [new Wait("Bridge", [], ["name"], UntilEqual: true, [], TimeSpan.FromMinutes(1))], Cancelled);
        Proxy.Cut();
        Assert.True((await Assert.ThrowsAsync<OvsdbException>(() => FakeServer.InTimeAsync(waiting))).IsOutcomeUnknown);
        await FakeServer.InTimeAsync(connection.Closed);
    }

    private static int SocketCount() => Directory.EnumerateFileSystemEntries("/proc/self/fd").Count(IsSocket);

    private static bool IsSocket(string entry)
    {
        try
        {
            return File.ResolveLinkTarget(entry, returnFinalTarget: false)?.Name.StartsWith("socket:", StringComparison.Ordinal) == true;
        }
        catch (FileNotFoundException)
        {
            // Closed since it was listed.
            return false;
        }
    }

    private static async Task WaitSocketsAsync(int expected)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (SocketCount() > expected && !deadline.IsCancellationRequested) await Task.Delay(10, Cancelled);
        Assert.InRange(SocketCount(), 0, expected);
    }

    private static long Memory() => GC.GetTotalMemory(forceFullCollection: true);

    private static void AssertNoLeak(long before) => Assert.InRange(Memory() - before, long.MinValue, Tolerance);
}
