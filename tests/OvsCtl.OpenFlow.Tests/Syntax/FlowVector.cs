using System.Text.Json;

namespace OvsCtl.OpenFlow.Tests.Syntax;

/// <summary>A flow as text and what ovs-ofctl 3.1 makes of it.</summary>
/// <param name="Flow">The line.</param>
/// <param name="Hex">The FLOW_MOD; null when ovs-ofctl refuses the line.</param>
/// <param name="Text">The FLOW_MOD as ofp-print writes it, without its transaction id.</param>
/// <param name="Differs">Why this library does otherwise, on purpose; null where it does the same.</param>
internal sealed record FlowVector(string Flow, string? Hex, string? Text, string? Differs)
{
    public static IReadOnlyList<FlowVector> LoadAll()
    {
        using var stream = typeof(FlowVector).Assembly.GetManifestResourceStream("flows.json") ?? throw new InvalidOperationException("The flows are not in the test assembly.");
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateArray().Select(e => new FlowVector(e.GetProperty("flow").GetString() ?? "", Optional(e, "hex"), Optional(e, "text"), Optional(e, "differs")))];
    }

    /// <summary>What this library makes of a line.</summary>
    public static FlowVector Of(string flow)
    {
        try
        {
            var bytes = Support.Bytes.Encode(FlowSyntax.Parse(flow));
            return new FlowVector(flow, Convert.ToHexStringLower(bytes), MessageText.Dump(bytes).Text.Replace(" (xid=0x2)", "", StringComparison.Ordinal).TrimEnd('\n'), null);
        }
        catch (FlowSyntaxException e)
        {
            return new FlowVector(flow, null, null, e.Message);
        }
    }

    private static string? Optional(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
