using System.CommandLine;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Rendering;

/// <summary>The tree of commands as a manual page (man(7)).</summary>
internal static class ManPage
{
    public static void Write(TextWriter output, Command root)
    {
        output.WriteLine(".TH OVSCTL 1 \"\" \"OvsCtl\" \"User Commands\"");
        output.WriteLine(".SH NAME");
        output.WriteLine($"ovsctl \\- {Escape(root.Description ?? "")}");
        output.WriteLine(".SH SYNOPSIS");
        output.WriteLine(".B ovsctl");
        output.WriteLine("COMMAND [ARGUMENT...] [OPTION...]");
        output.WriteLine(".SH OPTIONS");
        output.WriteLine("Every command takes these.");
        foreach (var option in root.Options.Where(o => !o.Hidden)) Write(output, option);
        output.WriteLine(".SH COMMANDS");
        foreach (var command in root.Subcommands.Where(c => !c.Hidden)) Write(output, command, "ovsctl");
        output.WriteLine(".SH EXIT STATUS");
        foreach (var (code, meaning) in ExitCode.Meanings)
        {
            output.WriteLine($".TP\n.B {code}");
            output.WriteLine(Escape(meaning));
        }

        output.WriteLine(".SH ENVIRONMENT");
        output.WriteLine($".TP\n.B {DaemonSocket.EnvironmentVariable}\nThe daemon's socket, when --socket does not say.");
        output.WriteLine(".TP\n.B NO_COLOR\nNo colour.");
    }

    private static void Write(TextWriter output, Command command, string parent)
    {
        var path = $"{parent} {command.Name}";
        // A group that does nothing by itself is no command.
        if (command.Action is not null) WriteSection(output, command, path);
        foreach (var child in command.Subcommands.Where(c => !c.Hidden)) Write(output, child, path);
    }

    private static void WriteSection(TextWriter output, Command command, string path)
    {
        output.WriteLine($".SS {Escape(CommandUsage.Of(command, path))}");
        output.WriteLine(Escape(command.Description ?? ""));
        foreach (var argument in command.Arguments.Where(a => a.Description is { Length: > 0 }))
        {
            output.WriteLine($".TP\n.I {Escape(argument.Name)}");
            output.WriteLine(Escape(argument.Description ?? ""));
        }

        foreach (var option in command.Options.Where(o => !o.Hidden)) Write(output, option);
        if (command is not CliCommand { Examples.Count: > 0 } own) return;
        output.WriteLine(".PP\nExamples:\n.PP\n.nf\n.RS");
        foreach (var example in own.Examples) output.WriteLine(Escape(example));
        output.WriteLine(".RE\n.fi");
    }

    private static void Write(TextWriter output, Option option)
    {
        output.WriteLine($".TP\n.B {Escape(string.Join(", ", option.Aliases.Prepend(option.Name)))}{(option.HelpName is { } value ? $" {Escape(value)}" : "")}");
        output.WriteLine(Escape(option.Description ?? ""));
    }

    // A line that begins with a point or a quote is a request; a hyphen that is not escaped may be set as another character.
    private static string Escape(string text)
    {
        var escaped = text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal);
        return escaped.StartsWith('.') || escaped.StartsWith('\'') ? "\\&" + escaped : escaped;
    }
}
