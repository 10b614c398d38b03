using System.Globalization;
using OvsCtl.OpenFlow;

namespace OvsCtl.Cli.Commands;

/// <summary>A file of flows, one a line; # begins a comment. What dump-flows writes can be read back.</summary>
internal static class FlowFile
{
    /// <summary>The flows that the file says; each is well formed, but for the names of ports, which only the switch knows.</summary>
    /// <exception cref="CommandFailure">A line is not a flow; the message shows all such lines.</exception>
    public static IReadOnlyList<string> Read(string name, string text)
    {
        var flows = new List<string>();
        var errors = new List<string>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            var flow = WithoutComment(line).Trim();
            // The heading of a reply in the output of dump-flows.
            if (flow.Length == 0 || flow.StartsWith("OFPST_FLOW reply", StringComparison.Ordinal) || flow.StartsWith("NXST_FLOW reply", StringComparison.Ordinal)) continue;
            try
            {
                FlowSyntax.ParseAdd(flow, _ => new PortNumber(1));
                flows.Add(flow);
            }
            catch (FlowSyntaxException e)
            {
                errors.Add(string.Create(CultureInfo.InvariantCulture, $"{name}:{number}: {FlowSyntaxError.Excerpt(flow, e)}"));
            }
        }

        return errors.Count == 0 ? flows : throw new CommandFailure(ExitCode.Usage, string.Join('\n', errors));
    }

    private static string WithoutComment(string line) => line.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at ? line[..at] : line;
}
