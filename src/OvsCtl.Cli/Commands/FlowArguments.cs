using System.CommandLine;
using System.Globalization;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Commands;

/// <summary>Arguments that several flow commands share.</summary>
internal static class FlowArguments
{
    public static Argument<string> Bridge() => new Argument<string>("BRIDGE") { Description = "The bridge." }.WithBridges();

    public static Argument<string?> OptionalBridge() => new Argument<string?>("BRIDGE") { Description = "The bridge (default: all).", Arity = ArgumentArity.ZeroOrOne }.WithBridges();

    public static Option<double> Interval() => new Option<double>("--interval", "-i") { Description = "Seconds between two looks (default: 1).", DefaultValueFactory = _ => 1 }.Seconds();

    /// <exception cref="CommandFailure">Nobody looks that often, or that seldom.</exception>
    public static uint Milliseconds(double interval) =>
        interval is >= 0.02 and <= 3600
            ? (uint)(interval * 1000)
            : throw new CommandFailure(ExitCode.Usage, string.Create(CultureInfo.InvariantCulture, $"--interval {interval}: from 0.02 to 3600 seconds"));

    public static Argument<string[]> Filter() => new("FILTER")
    {
        Description = "Which flows, in flow syntax: table=1,dl_dst=02:00:00:00:00:01 (default: all).",
        Arity = ArgumentArity.ZeroOrMore,
    };
}
