using System.Globalization;
using System.Text.RegularExpressions;

namespace OvsCtl.Controller.Tracing;

/// <summary>Which device has which number in the datapath, as <c>dpif/show</c> lists them.</summary>
internal static partial class DatapathPorts
{
    public static IReadOnlyDictionary<int, string> Parse(string text)
    {
        var ports = new Dictionary<int, string>();
        foreach (Match line in Port().Matches(text)) ports[int.Parse(line.Groups[2].Value, CultureInfo.InvariantCulture)] = line.Groups[1].Value;
        return ports;
    }

    // "    p1 1/3: (internal)": the name, its numbers in OpenFlow and in the datapath; patch ports have none there.
    [GeneratedRegex(@"(?m)^    (\S+) [0-9]+/([0-9]+):")]
    private static partial Regex Port();
}
