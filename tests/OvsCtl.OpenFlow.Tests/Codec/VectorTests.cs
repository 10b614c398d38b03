using OvsCtl.OpenFlow.Tests.Support;

namespace OvsCtl.OpenFlow.Tests.Codec;

public sealed class VectorTests(ITestOutputHelper output)
{
    // What is covered may only grow; raise these with it.
    private const int MinimumFlowsCovered = 807;
    private const int MinimumMessagesCovered = 64;

    [Fact]
    public void Every_flow_is_encoded_as_it_was_decoded_and_known_ones_read_as_Open_vSwitch_writes_them()
    {
        int covered = 0, raw = 0;
        var differences = new List<string>();
        foreach (var vector in Vectors.Load("flow-syntax.json"))
        {
            var hex = vector.GetProperty("hex").GetString() ?? "";
            var text = vector.GetProperty("text").GetString() ?? "";
            var message = Assert.IsType<FlowMod>(Bytes.DecodeHex(hex));
            Assert.Equal(hex, Convert.ToHexStringLower(Bytes.Encode(message)));
            if (HasRawParts(message))
            {
                differences.Add("RAW " + text + "\n" + FlowText.FlowMod(message));
                raw++;
                continue;
            }

            covered++;
            var actual = "OFPT_FLOW_MOD (OF1.3): " + FlowText.FlowMod(message);
            if (actual != text) differences.Add($"{text}\n{actual}");
        }

        output.WriteLine($"flow-syntax.json: {covered} flows compared with their text, {raw} with parts not covered yet");
        Assert.Empty(differences);
        Assert.True(covered >= MinimumFlowsCovered, $"Only {covered} flows are covered.");
    }

    [Fact]
    public void Every_message_is_encoded_as_it_was_decoded_unless_Open_vSwitch_refuses_it_too()
    {
        int covered = 0;
        var raw = new List<string>();
        var refused = new List<string>();
        foreach (var vector in Vectors.Load("messages.json"))
        {
            var name = vector.GetProperty("name").GetString() ?? "";
            var hex = vector.GetProperty("hex").GetString() ?? "";
            var text = vector.GetProperty("ovs_text").GetString() ?? "";
            OpenFlowMessage message;
            try
            {
                message = Bytes.DecodeHex(hex);
            }
            catch (OpenFlowProtocolException e)
            {
                Assert.True(text.Contains("decode error", StringComparison.Ordinal), $"{name}: {e.Message}");
                refused.Add(name);
                continue;
            }

            Assert.True(hex == Convert.ToHexStringLower(Bytes.Encode(message)), name);
            if (message is RawMessage or RawMultipartRequest or RawMultipartReply) raw.Add(name);
            else covered++;
        }

        output.WriteLine($"messages.json: {covered} covered; refused as Open vSwitch does: {string.Join(' ', refused)}; raw, not covered yet: {raw.Count}: {string.Join(' ', raw)}");
        Assert.True(covered >= MinimumMessagesCovered, $"Only {covered} messages are covered.");
    }

    [Fact]
    public void Every_flow_in_ovs_ofctl_syntax_becomes_the_same_bytes()
    {
        var differences = new List<string>();
        var vectors = Vectors.Load("flow-syntax.json");
        foreach (var vector in vectors)
        {
            var flow = vector.GetProperty("flow").GetString() ?? "";
            var hex = vector.GetProperty("hex").GetString() ?? "";
            string actual;
            try
            {
                actual = Convert.ToHexStringLower(Bytes.Encode(FlowSyntax.ParseAdd(flow)));
            }
            catch (FlowSyntaxException e)
            {
                actual = e.Message;
            }

            if (actual != hex) differences.Add($"{flow}\n  {hex}\n  {actual}");
        }

        output.WriteLine($"flow-syntax.json: {vectors.Count - differences.Count} of {vectors.Count} flows become the same bytes");
        Assert.Empty(differences);
    }

    private static bool HasRawParts(FlowMod message) =>
        message.Match.Entries.Any(e => e.Field.IsUnknown) || message.Instructions.Any(i => i switch
        {
            RawInstruction => true,
            ApplyActions apply => apply.Actions.Any(IsRaw),
            WriteActions write => write.Actions.Any(IsRaw),
            _ => false,
        });

    private static bool IsRaw(FlowAction action) => action is RawAction || action is SetField { Entry.Field.IsUnknown: true };
}
