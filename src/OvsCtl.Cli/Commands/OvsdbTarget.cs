using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Ovsdb;

namespace OvsCtl.Cli.Commands;

/// <summary>Which server, and which of its databases.</summary>
internal sealed class OvsdbTarget
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(10);

    private const string DefaultServer = "unix:/run/openvswitch/db.sock";

    private readonly Option<string> _server = new("--db")
    {
        Description = "The server: unix:/path, tcp:ip:port or ssl:ip:port; of a cluster several with commas between, of which the leader is used.",
        HelpName = "SERVER",
        DefaultValueFactory = _ => DefaultServer,
    };

    private readonly Option<string> _database = new("--database")
    {
        Description = "The database.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "Open_vSwitch",
    };

    private readonly Option<string?> _privateKey = new("--private-key", "-p") { Description = "For ssl: this side's private key, a PEM file.", HelpName = "FILE" };

    private readonly Option<string?> _certificate = new("--certificate", "-c") { Description = "For ssl: this side's certificate, a PEM file.", HelpName = "FILE" };

    private readonly Option<string?> _caCertificate = new("--ca-cert", "-C") { Description = "For ssl: the certificate of the CA that the server's has to come from.", HelpName = "FILE" };

    public void AddServer(Command command)
    {
        _server.Validators.Add(result =>
        {
            try
            {
                OvsdbEndpoint.ParseList(result.GetValueOrDefault<string>());
            }
            catch (FormatException e)
            {
                result.AddError($"--db {e.Message}");
            }
        });
        command.Options.Add(_server);
        command.Options.Add(_privateKey);
        command.Options.Add(_certificate);
        command.Options.Add(_caCertificate);
    }

    public void AddDatabase(Command command)
    {
        AddServer(command);
        command.Options.Add(_database);
    }

    public string Database(ParseResult parse) => parse.GetRequiredValue(_database);

    /// <summary>The server once more as typed.</summary>
    public IEnumerable<string> ServerWords(ParseResult parse) => [parse.GetRequiredValue(_server)];

    public IReadOnlyList<OvsdbEndpoint> Endpoints(ParseResult parse) => OvsdbEndpoint.ParseList(parse.GetRequiredValue(_server));

    /// <summary>How to connect, with the keys and certificates named.</summary>
    public OvsdbConnectionOptions ConnectionOptions(ParseResult parse)
    {
        var (key, certificate, ca) = (parse.GetValue(_privateKey), parse.GetValue(_certificate), parse.GetValue(_caCertificate));
        if (key is null && certificate is null && ca is null)
        {
            return Endpoints(parse).Any(endpoint => endpoint.IsTls)
                ? throw new CommandFailure(ExitCode.Usage, "ssl: needs --private-key, --certificate and --ca-cert")
                : new OvsdbConnectionOptions();
        }

        if (key is null || certificate is null || ca is null) throw new CommandFailure(ExitCode.Usage, "--private-key, --certificate and --ca-cert go together");
        foreach (var file in new[] { key, certificate, ca })
        {
            if (!File.Exists(file)) throw new CommandFailure(ExitCode.NotFound, $"there is no file {file}");
        }

        return new OvsdbConnectionOptions { Tls = new OvsdbTlsOptions { PrivateKeyFile = key, CertificateFile = certificate, CaCertificateFile = ca } };
    }

    /// <summary>Connects to the server; of several to the first that leads its cluster, or else to the first that answers.</summary>
    public async Task<OvsdbConnection> ConnectAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var (endpoints, options) = (Endpoints(parse), ConnectionOptions(parse));
        OvsdbEndpoint? follower = null;
        OvsdbException? failure = null;
        foreach (var endpoint in endpoints)
        {
            try
            {
                var (connection, isLeader) = await InTimeAsync(endpoint, token => ConnectAsync(endpoint, options, endpoints.Count == 1, parse.GetValue(_database), token), cancellationToken);
                if (isLeader) return connection;
                follower ??= endpoint;
                await connection.DisposeAsync();
            }
            catch (OvsdbException e) when (e.Kind is OvsdbErrorKind.ConnectFailed or OvsdbErrorKind.ConnectionLost)
            {
                failure = e;
            }
        }

        if (follower is not null) return await InTimeAsync(follower, token => OvsdbConnection.ConnectAsync(follower, options, logger: null, token), cancellationToken);
        throw failure ?? new OvsdbException(OvsdbErrorKind.ConnectFailed, "no server was named");
    }

    private static async Task<(OvsdbConnection Connection, bool IsLeader)> ConnectAsync(
        OvsdbEndpoint endpoint, OvsdbConnectionOptions options, bool isOnly, string? database, CancellationToken cancellationToken)
    {
        var connection = await OvsdbConnection.ConnectAsync(endpoint, options, logger: null, cancellationToken);
        try
        {
            return (connection, isOnly || await LeadsAsync(connection, database, cancellationToken));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // A server that is stopped, or behind a wall that drops what comes, would be waited for by the kernel for minutes.
    private static async Task<T> InTimeAsync<T>(OvsdbEndpoint endpoint, Func<CancellationToken, Task<T>> connect, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(ConnectPatience);
        try
        {
            return await connect(deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new OvsdbException(OvsdbErrorKind.ConnectFailed, $"cannot connect to {endpoint}: no answer in {ConnectPatience.TotalSeconds} s");
        }
    }

    // A server that does not say (it is too old, or has no such database) is as good as one that leads.
    private static async Task<bool> LeadsAsync(OvsdbConnection connection, string? database, CancellationToken cancellationToken)
    {
        try
        {
            var rows = (await connection.TransactAsync(
                "_Server", [new Select("Database", [Condition.Equal("name", database ?? "Open_vSwitch")], ["leader", "model"])], cancellationToken)).Operations[0].Rows;
            return rows.Count == 0 || rows[0]["model"] != "clustered" || rows[0]["leader"] == true;
        }
        catch (OvsdbException e) when (e.Kind is OvsdbErrorKind.UnknownDatabase or OvsdbErrorKind.UnknownColumn)
        {
            return true;
        }
    }

    /// <summary>A replica of the table named, or of all; of the columns named, or of all.</summary>
    public async Task<Replica> MonitorAsync(
        OvsdbConnection connection, ParseResult parse, string? table, IReadOnlyList<string> columns, CancellationToken cancellationToken)
    {
        var schema = await connection.GetSchemaAsync(Database(parse), cancellationToken);
        var tables = table is null ? schema.Tables.Keys.Order(StringComparer.Ordinal).ToArray() : [table];
        // Every row is shown with its _uuid: naming it adds nothing, and is no mistake.
        string[] wanted = [.. columns.Where(column => column != "_uuid")];
        foreach (var name in tables)
        {
            var known = Table(schema, name);
            foreach (var column in wanted) _ = Column(known, column);
        }

        return await connection.MonitorAsync(schema, tables.ToDictionary(name => name, _ => (IReadOnlyList<string>)wanted), cancellationToken);
    }

    /// <summary>The table, or an error that says which name is near.</summary>
    public static TableSchema Table(DatabaseSchema schema, string name) =>
        schema.Tables.TryGetValue(name, out var table) ? table : throw NotFound($"database {schema.Name} has no table {name}", name, schema.Tables.Keys);

    /// <summary>The column, or an error that says which name is near.</summary>
    public static ColumnSchema Column(TableSchema table, string name) =>
        table.Columns.TryGetValue(name, out var column) ? column : throw NotFound($"table {table.Name} has no column {name}", name, table.Columns.Keys);

    private static CommandFailure NotFound(string message, string name, IEnumerable<string> candidates) =>
        new(ExitCode.NotFound, NearestName.Find(name, candidates) is { } near ? $"{message}; did you mean {near}?" : message);
}
