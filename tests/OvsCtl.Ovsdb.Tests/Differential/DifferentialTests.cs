using System.Text.Json;

namespace OvsCtl.Ovsdb.Tests;

/// <summary>
/// Cases made by chance, given to this library and to a real server: both accept or both refuse, for the same kind of reason, and what comes out is the same.
/// Each seed always makes the same cases. Skipped outside the sandbox.
/// </summary>
public sealed class DifferentialTests : IAsyncLifetime
{
    private readonly List<string> _differences = [];
    private string _schema = "";
    private RealOvs? _ovs;
    private OvsdbConnection? _connection;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    // Set by InitializeAsync, or the test is skipped.
    private OvsdbConnection Connection => _connection!;

    public async ValueTask InitializeAsync()
    {
        _ovs = await RealOvs.StartAsync("""{"name":"db","tables":{"t":{"columns":{"id":{"type":"integer"}}}}}""");
        _connection = await OvsdbConnection.ConnectAsync(_ovs.Endpoint, null, Cancelled);
        // A client that is not aware loses its connection when a schema changes.
        await _connection.CallAsync("set_db_change_aware", "[true]", Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null) await _connection.DisposeAsync();
        if (_ovs is not null) await _ovs.DisposeAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Schemas_are_accepted_and_written_as_the_server_does(int seed)
    {
        var generator = new Generator(seed);
        var accepted = 0;
        for (var i = 0; i < 150; i++)
        {
            var json = generator.Schema(columnCount: 3);
            if (!generator.OneIn(3)) generator.Damage(json);
            var text = json.ToJsonString();
            var ours = Try(() => DatabaseSchema.Parse(text).ToJson());
            var theirs = await TryAsync("convert", $"[\"db\",{text}]");
            // What a database may be converted to is another question.
            if (theirs == nameof(OvsdbErrorKind.Other)) continue;
            var isAccepted = theirs == "{}";
            if (isAccepted)
            {
                accepted++;
                theirs = OvsdbJson.Normalize(await Connection.CallAsync("get_schema", "[\"db\"]", Cancelled));
            }

            // A schema that is none is a protocol error here, whatever the reason.
            Compare(text, isAccepted ? theirs : nameof(OvsdbErrorKind.ProtocolError), ours);
        }

        AssertSame(accepted);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Rows_are_read_and_written_as_the_server_does(int seed)
    {
        var (generator, table) = await ConvertAsync(seed);
        var accepted = 0;
        for (var i = 0; i < 200; i++)
        {
            var text = generator.Row(table);
            var theirs = await TryRowAsync($$"""{"op":"insert","table":"t","row":{{text}}}""", "[]", table);
            if (theirs.StartsWith('{')) accepted++;
            var ours = Try(() => Row.Parse(table, text).ToJson(table.Columns.Keys));
            // Which of several errors is found first is up to the order of columns: the server's is not that of the text.
            if (!ours.StartsWith('{') && JsonDocument.Parse(text).RootElement.EnumerateObject().Any(member => Try(() => Row.Parse(table, $"{{\"{member.Name}\":{member.Value.GetRawText()}}}").ToJson()) == theirs)) ours = theirs;
            Compare(text, theirs, ours, JsonDocument.Parse(text).RootElement.EnumerateObject().Select(member => member.Value));
        }

        AssertSame(accepted);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Conditions_are_met_by_the_rows_that_the_server_finds(int seed)
    {
        var (generator, table) = await ConvertAsync(seed);
        var rows = await InsertAsync(generator, table);
        var accepted = 0;
        for (var i = 0; i < 200; i++)
        {
            var text = $"[{generator.Condition(table)}{(generator.OneIn(4) ? $",{generator.Condition(table)}" : "")}]";
            var theirs = await TransactAsync($$"""{"op":"select","table":"t","where":{{text}},"columns":["id"]}""");
            if (theirs.Rows is not null) accepted++;
            var ours = Try(() =>
            {
                var where = Condition.ParseList(table, text);
                return Ids(rows.Where(row => where.All(condition => condition.Evaluate(row))).Select(row => row.GetInteger("id")));
            });
            Compare(text, theirs.Error ?? Ids(Elements(theirs.Rows).Select(row => row.GetProperty("id").GetInt64())), ours, Operands(text));
        }

        AssertSame(accepted);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Mutations_change_a_row_as_the_server_does(int seed)
    {
        var (generator, table) = await ConvertAsync(seed);
        var rows = await InsertAsync(generator, table);
        var accepted = 0;
        for (var i = 0; i < 250; i++)
        {
            var row = generator.Pick(rows);
            var text = $"[{generator.Mutation(table)}{(generator.OneIn(4) ? $",{generator.Mutation(table)}" : "")}]";
            var where = $"[[\"_uuid\",\"==\",[\"uuid\",\"{row.Uuid}\"]]]";
            var theirs = await TryRowAsync($$"""{"op":"mutate","table":"t","where":{{where}},"mutations":{{text}}}""", where, table);
            if (theirs.StartsWith('{')) accepted++;
            Compare($"{text} of {row.ToJson()}", theirs, Try(() => Mutation.Execute(Mutation.ParseList(table, text), row).ToJson(table.Columns.Keys)), Operands(text));
        }

        AssertSame(accepted);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Operations_are_refused_before_they_are_sent_where_the_server_would(int seed)
    {
        var (generator, table) = await ConvertAsync(seed);
        var schema = await Connection.GetSchemaAsync("db", Cancelled);
        var accepted = 0;
        for (var i = 0; i < 200; i++)
        {
            if (Operation(generator, table) is not { } operation) continue;
            var text = System.Text.Encoding.UTF8.GetString(OvsdbJsonWriter.Write(operation.WriteTo));
            var theirs = (await TransactAsync(text)).Error;
            var ours = Try(() =>
            {
                OperationValidator.Validate(schema, [operation]);
                return "";
            });
            if (theirs is null) accepted++;
            // Of several errors in one operation the server may find another first.
            Compare(text, theirs is null ? "" : "refused", ours.Length == 0 ? "" : "refused");
        }

        AssertSame(accepted);
    }

    // Values are made as JSON: those of a shape that no value of this library has cannot be part of an operation.
    private static Operation? Operation(Generator generator, TableSchema table)
    {
        IReadOnlyDictionary<string, OvsdbValue>? row = null;
        IReadOnlyList<Condition>? where = null;
        try
        {
            var members = JsonDocument.Parse(generator.AnyRow(table)).RootElement.EnumerateObject().ToList();
            row = members.ToDictionary(member => member.Name, member => OvsdbValue.Parse(member.Value.GetRawText()));
            var clause = JsonDocument.Parse(generator.Condition(table)).RootElement;
            where = clause.ValueKind == JsonValueKind.Array && clause.GetArrayLength() == 3 && clause[0].ValueKind == JsonValueKind.String
                ? [new Condition(clause[0].GetString() ?? "", clause[1].GetString() ?? "", OvsdbValue.Parse(clause[2].GetRawText()))] : [];
        }
        catch (OvsdbException)
        {
            return null;
        }

        string[] columns = [generator.Pick([.. table.Columns.Keys]), generator.Pick([.. table.Columns.Keys])];
        return generator.Pick<Func<Operation>>([
            () => new Insert("t", row), () => new Update("t", where, row), () => new Delete("t", where), () => new Select("t", where, columns), () => new Select("t", where, []),
            () => new Wait("t", where, columns, UntilEqual: false, [row], TimeSpan.Zero),
        ])();
    }

    private async Task<(Generator Generator, TableSchema Table)> ConvertAsync(int seed)
    {
        var generator = new Generator(seed);
        while (true)
        {
            var text = generator.Schema(columnCount: 8).ToJsonString();
            _schema = text;
            if (await TryAsync("convert", $"[\"db\",{text}]") == "{}") return (generator, DatabaseSchema.Parse(text).Tables["t"]);
        }
    }

    /// <summary>Twelve rows, as the server then has them.</summary>
    private async Task<IReadOnlyList<Row>> InsertAsync(Generator generator, TableSchema table)
    {
        for (var id = 0; id < 12;)
        {
            var members = JsonDocument.Parse(generator.Row(table)).RootElement.EnumerateObject().Where(member => member.Name != "id").Select(member => $"\"{member.Name}\":{member.Value.GetRawText()}");
            var insert = $"{{\"op\":\"insert\",\"table\":\"t\",\"row\":{{{string.Join(',', members.Prepend($"\"id\":{id}"))}}}}}";
            using var reply = JsonDocument.Parse(await Connection.CallAsync("transact", $"[\"db\",{insert}]", Cancelled));
            if (reply.RootElement[0].TryGetProperty("uuid", out _)) id++;
        }

        using var rows = JsonDocument.Parse(await Connection.CallAsync("transact", """["db",{"op":"select","table":"t","where":[]}]""", Cancelled));
        return [.. rows.RootElement[0].GetProperty("rows").EnumerateArray().Select(row => Row.Parse(table, row.GetRawText()))];
    }

    /// <summary>What the server makes of one row, all taken back again: the row, or the kind of error.</summary>
    private async Task<string> TryRowAsync(string operation, string where, TableSchema table)
    {
        var select = $$"""{"op":"select","table":"t","where":{{where}},"columns":[{{string.Join(',', table.Columns.Keys.Select(column => $"\"{column}\""))}}]}""";
        using var reply = JsonDocument.Parse(await Connection.CallAsync("transact", $"[\"db\",{operation},{select},{{\"op\":\"abort\"}}]", Cancelled));
        return Error(reply.RootElement[0]) ?? OvsdbJson.Normalize(reply.RootElement[1].GetProperty("rows")[0].GetRawText());
    }

    private async Task<(string? Error, JsonElement? Rows)> TransactAsync(string operation)
    {
        var reply = JsonDocument.Parse(await Connection.CallAsync("transact", $"[\"db\",{operation},{{\"op\":\"abort\"}}]", Cancelled)).RootElement[0];
        return (Error(reply), reply.TryGetProperty("rows", out var rows) ? rows : null);
    }

    private async Task<string> TryAsync(string method, string parameters)
    {
        try
        {
            return await Connection.CallAsync(method, parameters, Cancelled);
        }
        catch (OvsdbException e) when (e.Error.Length > 0)
        {
            return Kind(e.Kind, e.Error);
        }
    }

    private static string? Error(JsonElement result) => result.TryGetProperty("error", out var error) ? Kind(new WireError(error.GetString() ?? "", null).Kind, error.GetString()) : null;

    // A set that has an atom twice is an "ovsdb error" to the server, and not even a value here.
    private static string Kind(OvsdbErrorKind kind, string? error) => error == "ovsdb error" ? nameof(OvsdbErrorKind.SyntaxError) : kind.ToString();

    private static string Try(Func<string> act)
    {
        try
        {
            return act();
        }
        catch (OvsdbException e)
        {
            return e.Kind.ToString();
        }
    }

    private static IEnumerable<JsonElement> Elements(JsonElement? array) => array?.EnumerateArray().AsEnumerable() ?? [];

    private static string Ids(IEnumerable<long> ids) => string.Join(' ', ids.Order());

    private void Compare(string input, string theirs, string ours, params IEnumerable<JsonElement> values)
    {
        // Where a value is none at all, the server may stumble over a limit that an atom before breaks: all that counts is that both refuse.
        if (IsKind(theirs) && IsKind(ours) && !values.All(IsValue)) return;
        if (ours != theirs) _differences.Add($"{input}\n    server: {theirs}\n    here:   {ours}");
    }

    private static bool IsKind(string outcome) => Enum.TryParse<OvsdbErrorKind>(outcome, out _);

    private static bool IsValue(JsonElement json) => Try(() => OvsdbValue.Parse(json.GetRawText()).ToString()) != nameof(OvsdbErrorKind.ProtocolError);

    private static IEnumerable<JsonElement> Operands(string clauses) =>
        JsonDocument.Parse(clauses).RootElement.EnumerateArray().Where(clause => clause.ValueKind == JsonValueKind.Array && clause.GetArrayLength() == 3).Select(clause => clause[2]);

    // Cases that are all refused would show little.
    private void AssertSame(int accepted)
    {
        Assert.True(_differences.Count == 0, string.Join('\n', _differences.Take(10).Prepend($"{_differences.Count} cases differ {_schema}")));
        Assert.True(accepted >= 10, $"only {accepted} cases were accepted");
        TestContext.Current.TestOutputHelper?.WriteLine($"{accepted} cases accepted");
    }
}
