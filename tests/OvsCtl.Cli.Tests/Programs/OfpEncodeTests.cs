using System.Text.Json;

namespace OvsCtl.Cli.Tests.Programs;

/// <summary>'ovsctl ofp encode': flows on standard input, FLOW_MODs on standard output.</summary>
public sealed class OfpEncodeTests
{
    private const string Hex = "040e005000000002000000000000000000000000000000000000000000000000ffffffffffffffffffffffff000000000001000400000000000400180000000000000010fffffffa0000000000000000";

    [Fact]
    public async Task A_flow_becomes_its_bytes_and_the_text_of_Open_vSwitch()
    {
        var run = await EncodeAsync("priority=0,actions=NORMAL\n");

        Assert.Equal((0, $"{Hex}\nOFPT_FLOW_MOD (OF1.3): ADD priority=0 actions=NORMAL\n", ""), (run.ExitCode, run.Out, run.Error));
    }

    [Fact]
    public async Task A_wrong_line_is_told_with_its_place_and_the_others_are_still_encoded()
    {
        var run = await EncodeAsync("actions=ouptut:1\n\npriority=0,actions=NORMAL\n");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(Hex, run.Out, StringComparison.Ordinal);
        Assert.StartsWith("line 1: at character 9: unknown action \"ouptut\"; did you mean output?", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_JSON_each_line_has_hex_text_and_error()
    {
        var run = await EncodeAsync("priority=0,actions=NORMAL\npriority=x,actions=drop\ndelete table=3\n", "-o", "json");

        var lines = run.Out.TrimEnd('\n').Split('\n').Select(line => JsonSerializer.Deserialize<Dictionary<string, string?>>(line) ?? []).ToList();
        Assert.Equal((Hex, "OFPT_FLOW_MOD (OF1.3): ADD priority=0 actions=NORMAL", null), (lines[0]["hex"], lines[0]["text"], lines[0]["error"]));
        Assert.Equal("at character 10: invalid priority \"x\"; a number from 0 to 65535 is allowed, decimal, in hexadecimal with 0x or octal with 0", lines[1]["error"]);
        Assert.Equal("OFPT_FLOW_MOD (OF1.3): DEL table:3 actions=drop", lines[2]["text"]);
    }

    private static async Task<OvsCtlRun> EncodeAsync(string input, params string[] arguments)
    {
        using var process = OvsCtlRun.Start(["ofp", "encode", .. arguments]);
        await process.StandardInput.WriteAsync(input);
        return await OvsCtlRun.EndAsync(process);
    }
}
