using OvsCtl.Ovsdb.OpenvSwitch;

namespace OvsCtl.Ovsdb.Tests;

/// <summary>The code of docs/ovsdb.md, run against a real server; skipped outside the sandbox.</summary>
public sealed class Examples
{
    [Fact]
    public async Task The_examples_of_the_documentation_do_what_it_says()
    {
        await using var ovs = await RealOvs.StartAsync(withSwitch: false);
        await ovs.VsctlAsync("--no-wait", "add-br", "br0", "--", "add-br", "br1");
        var server = ovs.Endpoint.ToString();
        var cancellationToken = TestContext.Current.CancellationToken;

        await using var client = await OvsdbClient.ConnectAsync(new OvsdbClientOptions
        {
            Endpoints = OvsdbEndpoint.ParseList(server),
            Database = "Open_vSwitch",
            Columns = schema => new Dictionary<string, IReadOnlyList<string>>
            {
                ["Open_vSwitch"] = ["next_cfg", "external_ids"],
                ["Bridge"] = ["name", "ports", "fail_mode", "external_ids"],
                ["Port"] = [],
            },
        }, cancellationToken: cancellationToken);

        var snapshot = client.Replica.Current;
        foreach (var bridge in BridgeRow.All(snapshot)) Console.WriteLine($"{bridge.Name}: {bridge.Ports.Count} ports");
        Row? port = snapshot.Find("Port", "name", "br0");

        TableSchema table = client.Schema.Tables["Bridge"];
        Column<string> name = table.Column<string>("name");
        Column<string?> failMode = table.Column<string?>("fail_mode");
        Column<IReadOnlyList<Uuid>> ports = table.Column<IReadOnlyList<Uuid>>("ports");
        Column<IReadOnlyDictionary<string, string>> externalIds = table.Column<IReadOnlyDictionary<string, string>>("external_ids");
        foreach (var row in snapshot.Table("Bridge").Values) Console.WriteLine($"{name.Read(row)} {failMode.Read(row) ?? "-"} {ports.Read(row).Count} {externalIds.Read(row).Count}");
        Assert.NotNull(port);

        await foreach (var changes in client.Replica.ChangesAsync(cancellationToken))
        {
            foreach (var change in changes) Console.WriteLine($"{change.Kind} {change.Table} {change.Uuid} {string.Join(',', change.Columns)}");
            if (changes.Any(change => change.New?.Has("name") == true && change.New.GetString("name") == "br1")) break;
        }

        var outcome = await client.CommitAsync(
            now =>
            {
                var row = now.Find("Bridge", "name", "br0") ?? throw new InvalidOperationException("there is no br0");
                return
                [
                    Wait.Exists("Bridge", row.Uuid),
                    new Mutate("Bridge", [Condition.IsRow(row.Uuid)], Mutation.SetKeys("external_ids", new Dictionary<string, string> { ["owner"] = "me" })),
                ];
            },
            cancellationToken: cancellationToken);

        var error = await Assert.ThrowsAsync<OvsdbException>(() => client.TransactAsync(
            [new Update("Bridge", [], new Dictionary<string, OvsdbValue> { ["fail_mode"] = "open" })], cancellationToken));
        Assert.Equal(("Bridge", "fail_mode"), (error.Table, error.Column));
        Assert.Contains("\"open\" is not one of the allowed values", error.Message, StringComparison.Ordinal);

        var root = client.Replica.Current.Table("Open_vSwitch").Values.Single();
        var token = new TransactionToken("Open_vSwitch", root.Uuid, "external_ids", "my-program");
        var counted = await client.CommitAsync(_ => [new Mutate("Open_vSwitch", [], [new Mutation("next_cfg", "+=", 1)])], token, cancellationToken);
        Assert.Equal(TransactionStatus.Committed, counted.Status);

        await using var connection = await OvsdbConnection.ConnectAsync(OvsdbEndpoint.ParseList(server)[0], cancellationToken: cancellationToken);
        await using var held = await connection.LockAsync("my_program", cancellationToken: cancellationToken);
        await held.WaitHeldAsync(cancellationToken);
        await connection.TransactAsync("Open_vSwitch", [new AssertLock("my_program"), new Comment("only while the lock is held")], cancellationToken);
        Assert.Equal(TransactionStatus.Committed, outcome.Status);
        Assert.Equal("me", client.Replica.Current.Find("Bridge", "name", "br0")!.GetMap("external_ids")["owner"]);
    }

    [Fact]
    public void The_examples_that_need_no_server_do_what_the_documentation_says()
    {
        TableSchema hosts = TableSchema.Parse("Host", """
            {"columns": {"name": {"type": "string"}, "load": {"type": {"key": {"type": "integer", "minInteger": 0}}}, "tags": {"type": {"key": "string", "min": 0, "max": 3}}}}
            """);
        Row host = Row.Parse(hosts, """{"name": "h1", "load": 7, "tags": ["set", ["lab", "edge"]]}""");
        IReadOnlyList<Condition> where = Condition.ParseList(hosts, """[["load", ">", 5], ["tags", "includes", "lab"]]""");
        Assert.True(where.All(condition => condition.Evaluate(host)));
        Row busier = Mutation.Execute(Mutation.ParseList(hosts, """[["load", "*=", 2], ["tags", "delete", "edge"]]"""), host);
        Assert.Equal("""{"load":14,"name":"h1","tags":"lab"}""", busier.ToJson(["name", "load", "tags"]));
        var wrong = Assert.Throws<OvsdbException>(() => Condition.Parse(hosts, """["name", "<", "h2"]"""));
        Assert.Equal((OvsdbErrorKind.SyntaxError, "name"), (wrong.Kind, wrong.Column));
        Assert.Equal(OvsdbErrorKind.ConstraintViolation, Assert.Throws<OvsdbException>(() => Mutation.Parse(hosts, """["load", "-=", 8]""").Execute(host)).Kind);

        var secured = new OvsdbConnectionOptions
        {
            Tls = new OvsdbTlsOptions { PrivateKeyFile = "client-privkey.pem", CertificateFile = "client-cert.pem", CaCertificateFile = "cacert.pem" },
        };
        Assert.NotNull(secured.Tls);
    }
}
