using System.CommandLine;
using System.Globalization;

namespace OvsCtl.Cli.Commands;

/// <summary>A process id on the command line.</summary>
internal static class ProcessArgument
{
    public static Argument<int> Required() => Create<int>("The process id.", ArgumentArity.ExactlyOne);

    public static Argument<int?> Optional() => Create<int?>("The process id (default: this program's own).", ArgumentArity.ZeroOrOne);

    public static string Text(int pid) => pid.ToString(CultureInfo.InvariantCulture);

    private static Argument<T> Create<T>(string description, ArgumentArity arity)
    {
        var argument = new Argument<T>("PID") { Description = description, Arity = arity };
        argument.Validators.Add(result =>
        {
            if (result.Tokens is [var token, ..] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && pid > 0)) result.AddError($"'{token.Value}' is no process id");
        });
        return argument;
    }
}
