using OvsCtl.Daemon;

return await DaemonCommand.Create().Parse(args).InvokeAsync();
