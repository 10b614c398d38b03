namespace OvsCtl.Ovsdb;

/// <summary>What a server says, in its own <c>_Server</c> database, about a database it serves (ovsdb-server(5)).</summary>
internal static class ServedDatabase
{
    public const string Server = "_Server";

    private const string Table = "Database";

    /// <summary>The columns to follow, of those that the server's schema has.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Columns(DatabaseSchema schema) => new Dictionary<string, IReadOnlyList<string>>
    {
        [Table] = [.. new[] { "name", "model", "connected", "leader" }.Where(schema.Tables[Table].Columns.ContainsKey)],
    };

    /// <summary>Why this server is of no use for the database now; null when it is.</summary>
    public static string? WhyNot(ReplicaSnapshot server, string database, bool isLeaderOnly)
    {
        var row = server.Find(Table, "name", database);
        if (row is null) return $"the server has no database {database}";
        // A standalone database has no cluster to be connected to, or to lead.
        var model = row.GetString("model");
        if (model == "standalone") return null;
        if (!row.GetBoolean("connected")) return $"the server is not connected to the others of {database}";
        return isLeaderOnly && model == "clustered" && !row.GetBoolean("leader") ? $"the server is not the leader of {database}" : null;
    }
}
