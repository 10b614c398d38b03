namespace OvsCtl.Ovsdb.Tests;

/// <summary>Clients and operations of the database of counters that <see cref="RealCluster"/> serves.</summary>
internal static class Counters
{
    public static OvsdbClientOptions Options(IReadOnlyList<OvsdbEndpoint> endpoints) => new()
    {
        Endpoints = endpoints,
        Database = RealCluster.Database,
        Columns = _ => new Dictionary<string, IReadOnlyList<string>> { ["Counter"] = [] },
        IsShuffled = false,
    };

    public static Task<OvsdbClient> ConnectAsync(IReadOnlyList<OvsdbEndpoint> endpoints, bool isLeaderOnly = true) => ConnectAsync(Options(endpoints) with { IsLeaderOnly = isLeaderOnly });

    public static Task<OvsdbClient> ConnectAsync(OvsdbClientOptions options) => FakeServer.InTimeAsync(OvsdbClient.ConnectAsync(options, null, TestContext.Current.CancellationToken));

    public static Insert Counter(string name) => new("Counter", new Dictionary<string, OvsdbValue> { ["name"] = name });

    public static Mutate Increment(string name) => new("Counter", [Condition.Equal("name", name)], [new Mutation("value", "+=", 1)]);

    public static Delete Remove(string name) => new("Counter", [Condition.Equal("name", name)]);

    public static long Value(ReplicaSnapshot snapshot, string name) => snapshot.Find("Counter", "name", name)?.GetInteger("value") ?? -1;

    /// <summary>A token for changes of the database, left in this counter.</summary>
    public static TransactionToken Token(OvsdbClient client, string name) => new("Counter", client.Replica.Current.Find("Counter", "name", name)!.Uuid, "external_ids", "token");
}
