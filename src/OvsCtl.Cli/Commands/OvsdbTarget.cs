using System.CommandLine;
using OvsCtl.Ovsdb;

namespace OvsCtl.Cli.Commands;

/// <summary>Which server, and which of its databases.</summary>
internal sealed class OvsdbTarget
{
    private const string DefaultServer = "unix:/run/openvswitch/db.sock";

    private readonly Option<string> _server = new("--db")
    {
        Description = $"The server: unix:/path, tcp:ip:port or ssl:ip:port (default: {DefaultServer}).",
        HelpName = "SERVER",
        DefaultValueFactory = _ => DefaultServer,
    };

    private readonly Option<string> _database = new("--database")
    {
        Description = "The database (default: Open_vSwitch).",
        HelpName = "NAME",
        DefaultValueFactory = _ => "Open_vSwitch",
    };

    public void AddServer(Command command)
    {
        _server.Validators.Add(result =>
        {
            try
            {
                OvsdbEndpoint.Parse(result.GetValueOrDefault<string>());
            }
            catch (FormatException e)
            {
                result.AddError($"--db {e.Message}");
            }
        });
        command.Options.Add(_server);
    }

    public void AddDatabase(Command command)
    {
        AddServer(command);
        command.Options.Add(_database);
    }

    public string Database(ParseResult parse) => parse.GetRequiredValue(_database);

    public Task<OvsdbConnection> ConnectAsync(ParseResult parse, CancellationToken cancellationToken) =>
        OvsdbConnection.ConnectAsync(OvsdbEndpoint.Parse(parse.GetRequiredValue(_server)), logger: null, cancellationToken);

    /// <summary>A replica of the tables named, or of all; of the columns named, or of all.</summary>
    public async Task<Replica> MonitorAsync(
        OvsdbConnection connection, ParseResult parse, string? table, IReadOnlyList<string> columns, CancellationToken cancellationToken)
    {
        var schema = await connection.GetSchemaAsync(Database(parse), cancellationToken);
        var tables = table is null ? schema.Tables.Keys.Order(StringComparer.Ordinal).ToArray() : [table];
        foreach (var name in tables)
        {
            if (!schema.Tables.TryGetValue(name, out var known)) throw new CommandFailure(ExitCode.NotFound, $"database {schema.Name} has no table {name}");
            if (columns.FirstOrDefault(column => !known.Columns.ContainsKey(column)) is { } missing)
                throw new CommandFailure(ExitCode.NotFound, $"table {name} has no column {missing}");
        }

        return await connection.MonitorAsync(schema, tables.ToDictionary(name => name, _ => columns), cancellationToken);
    }
}
