using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

internal sealed class ManCommand : CliCommand
{
    public ManCommand(GlobalOptions globals)
        : base(
            "man",
            "The manual page, made from the help of every command.",
            "ovsctl man | man -l -",
            "ovsctl man >/usr/local/share/man/man1/ovsctl.1",
            "ovsctl man --markdown >docs/commands.md")
    {
        var markdown = new Option<bool>("--markdown") { Description = "As Markdown." };
        Options.Add(markdown);
        Run(globals, (parse, context, _) =>
        {
            if (parse.GetValue(markdown)) CommandReference.Write(context.Terminal.Out, parse.RootCommandResult.Command);
            else ManPage.Write(context.Terminal.Out, parse.RootCommandResult.Command);
            return Task.FromResult(ExitCode.Ok);
        });
    }
}
