using OvsCtl.Ovsdb;

namespace OvsCtl.Cli.Commands;

/// <summary>Follows what a server says of its databases, also while it is not there yet.</summary>
internal static class DatabaseStates
{
    public static async Task WaitAsync(
        IReadOnlyList<OvsdbEndpoint> endpoints, OvsdbConnectionOptions connection, string database, DatabaseState state, CancellationToken cancellationToken)
    {
        await using var client = await OvsdbClient.ConnectAsync(
            new OvsdbClientOptions
            {
                Endpoints = endpoints,
                Database = "_Server",
                Columns = _ => new Dictionary<string, IReadOnlyList<string>> { ["Database"] = ["name", "connected"] },
                Connection = connection,
                MaximumBackoff = TimeSpan.FromSeconds(1),
            },
            logger: null,
            cancellationToken);
        await client.Replica.WaitAsync(snapshot => Is(state, snapshot.Find("Database", "name", database)), cancellationToken);
    }

    private static bool Is(DatabaseState state, Row? row) => state switch
    {
        DatabaseState.Added => row is not null,
        DatabaseState.Connected => row?.GetBoolean("connected") == true,
        _ => row is null,
    };
}
