using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Terminal;

using var interruption = new Interruption();
return await OvsCtlProgram.RunAsync(args, interruption.Token);
