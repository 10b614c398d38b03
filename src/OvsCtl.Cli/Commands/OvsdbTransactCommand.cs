using System.CommandLine;
using System.Text.Json;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Rendering;
using OvsCtl.Ovsdb;

namespace OvsCtl.Cli.Commands;

internal sealed class OvsdbTransactCommand : CliCommand
{
    public OvsdbTransactCommand(GlobalOptions globals)
        : base(
            "transact",
            "Carry out operations of RFC 7047, all or none. Exits with 1 when the transaction failed.",
            """ovsctl ovsdb transact '[{"op":"select","table":"Bridge","where":[],"columns":["name"]}]'""",
            """ovsctl ovsdb transact '["Open_vSwitch",{"op":"comment","comment":"as ovsdb-client takes it"}]'""",
            "ovsctl ovsdb transact - < operations.json")
    {
        var target = new OvsdbTarget();
        var operations = new Argument<string>("OPERATIONS") { Description = "A JSON array of operations, perhaps with the database's name before them; - reads it from standard input." };
        Arguments.Add(operations);
        target.AddDatabase(this);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            var text = parse.GetRequiredValue(operations);
            if (text == "-") text = await Console.In.ReadToEndAsync(cancellationToken);
            var parameters = OvsdbOperations.ToParameters(text, target.Database(parse));
            await using var connection = await target.ConnectAsync(parse, cancellationToken);
            var result = await CallAsync(connection, parameters, cancellationToken);
            using var document = JsonDocument.Parse(result, OvsdbOperations.Json);
            OvsdbView.WriteResults(context, result, document.RootElement);
            var place = document.RootElement.EnumerateArray().TakeWhile(one => !IsError(one)).Count();
            if (place == document.RootElement.GetArrayLength()) return ExitCode.Ok;
            var failed = document.RootElement[place];
            throw new CommandFailure(ExitCode.Failed, $"nothing was changed: operation {place + 1}: {Member(failed, "error")}{Member(failed, "details", ": ")}");
        });
    }

    private static bool IsError(JsonElement result) => result.ValueKind == JsonValueKind.Object && result.TryGetProperty("error", out _);

    private static string Member(JsonElement error, string name, string before = "") =>
        error.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? before + member.GetString() : "";

    private static async Task<string> CallAsync(OvsdbConnection connection, string parameters, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.CallAsync("transact", parameters, cancellationToken);
        }
        catch (FormatException e)
        {
            throw new CommandFailure(ExitCode.Usage, $"OPERATIONS: {e.Message}", e);
        }
    }
}
