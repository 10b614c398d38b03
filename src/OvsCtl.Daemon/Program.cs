using OvsCtl.Daemon;
using OvsCtl.Daemon.Running;

var command = DaemonCommand.Create();
IReadOnlyList<string> arguments;
try
{
    arguments = new OptionSources(command, Environment.GetEnvironmentVariable).Complete(args);
}
catch (OptionSourceException e)
{
    await Console.Error.WriteLineAsync($"ovsctld: {e.Message}");
    return DaemonExitCode.Usage;
}

var parsed = command.Parse(arguments);
var code = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? DaemonExitCode.Usage : code;
