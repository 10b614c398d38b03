using OvsCtl.Daemon;

var parsed = DaemonCommand.Create().Parse(args);
var code = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? DaemonExitCode.Usage : code;
