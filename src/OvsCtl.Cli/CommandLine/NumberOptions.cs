using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace OvsCtl.Cli.CommandLine;

/// <summary>Options that take a number within limits. What is none, or is beyond them, is a usage error that says what is allowed.</summary>
internal static class NumberOptions
{
    // Longer than any wait makes sense, and still small enough for 32 bits of milliseconds.
    private const double MaxSeconds = 86_400;

    public static Option<double> Seconds(this Option<double> option)
    {
        option.HelpName = "SECONDS";
        option.CustomParser = argument => ReadSeconds(argument, option.Name) ?? 0;
        return option;
    }

    public static Option<double?> Seconds(this Option<double?> option)
    {
        option.HelpName = "SECONDS";
        option.CustomParser = argument => ReadSeconds(argument, option.Name);
        return option;
    }

    public static Option<int> Count(this Option<int> option)
    {
        option.HelpName = "N";
        option.CustomParser = argument => ReadCount(argument, option.Name) ?? 0;
        return option;
    }

    public static Option<int?> Count(this Option<int?> option)
    {
        option.HelpName = "N";
        option.CustomParser = argument => ReadCount(argument, option.Name);
        return option;
    }

    public static Option<uint> Count(this Option<uint> option)
    {
        option.HelpName = "N";
        option.CustomParser = argument => (uint)(ReadCount(argument, option.Name) ?? 0);
        return option;
    }

    public static Option<uint?> Count(this Option<uint?> option)
    {
        option.HelpName = "N";
        option.CustomParser = argument => (uint?)ReadCount(argument, option.Name);
        return option;
    }

    /// <summary>TCP's, as often as wanted.</summary>
    public static Option<ushort[]> Ports(this Option<ushort[]> option)
    {
        option.HelpName = "N";
        option.CustomParser = argument =>
        {
            var ports = argument.Tokens.Select(token => ushort.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : (ushort)0).ToArray();
            if (ports.Contains<ushort>(0)) argument.AddError($"{option.Name}: a port from 1 to {ushort.MaxValue}");
            return ports;
        };
        return option;
    }

    private static double? ReadSeconds(ArgumentResult argument, string name)
    {
        if (double.TryParse(Text(argument), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= MaxSeconds) return seconds;
        argument.AddError($"{name}: from 0 to {MaxSeconds} seconds");
        return null;
    }

    private static int? ReadCount(ArgumentResult argument, string name)
    {
        if (int.TryParse(Text(argument), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0) return count;
        argument.AddError($"{name}: a number from 1 on");
        return null;
    }

    private static string Text(ArgumentResult argument) => argument.Tokens is [var token] ? token.Value : "";
}
