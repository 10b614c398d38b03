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
            "ovsctl ovsdb transact - < operations.json")
    {
        var target = new OvsdbTarget();
        var operations = new Argument<string>("OPERATIONS") { Description = "A JSON array of operations; - reads it from standard input." };
        Arguments.Add(operations);
        target.AddDatabase(this);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            var text = parse.GetRequiredValue(operations);
            if (text == "-") text = await Console.In.ReadToEndAsync(cancellationToken);
            text = text.Trim();
            if (text is not ['[', .., ']']) throw new CommandFailure(ExitCode.Usage, "OPERATIONS is not a JSON array");
            var inner = text[1..^1].Trim();
            await using var connection = await target.ConnectAsync(parse, cancellationToken);
            var result = await CallAsync(connection, $"[{new OvsdbString(target.Database(parse))}{(inner.Length > 0 ? "," : "")}{inner}]", cancellationToken);
            using var document = JsonDocument.Parse(result, new JsonDocumentOptions { MaxDepth = 1000 });
            OvsdbView.WriteResults(context, result, document.RootElement);
            return document.RootElement.EnumerateArray().Any(IsError) ? ExitCode.Failed : ExitCode.Ok;
        });
    }

    private static bool IsError(JsonElement result) => result.ValueKind == JsonValueKind.Object && result.TryGetProperty("error", out _);

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
