using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Output;
using OvsCtl.Cli.Rendering;
using OvsCtl.Ovsdb;

namespace OvsCtl.Cli.Commands;

internal sealed class OvsdbSchemaCommand : CliCommand
{
    public OvsdbSchemaCommand(GlobalOptions globals)
        : base("schema", "The tables and columns of a database.", "ovsctl ovsdb schema", "ovsctl ovsdb schema _Server", "ovsctl ovsdb schema -o json > vswitch.ovsschema")
    {
        var target = new OvsdbTarget();
        var database = new Argument<string>("DATABASE") { Description = "The database.", DefaultValueFactory = _ => "Open_vSwitch" };
        Arguments.Add(database);
        target.AddServer(this);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            await using var connection = await target.ConnectAsync(parse, cancellationToken);
            var name = parse.GetRequiredValue(database);
            if (context.Replies.IsForPeople)
            {
                OvsdbView.WriteSchema(context.Terminal.OutPage, await connection.GetSchemaAsync(name, cancellationToken));
                return ExitCode.Ok;
            }

            // As the server wrote it: a schema may have members that this program does not know.
            var json = await connection.CallAsync("get_schema", $"[{new OvsdbString(name)}]", cancellationToken);
            if (context.Format == OutputFormat.Json) context.Terminal.Out.WriteLine(json);
            else context.Terminal.Out.Write(YamlText.FromJson(json));
            return ExitCode.Ok;
        });
    }
}
