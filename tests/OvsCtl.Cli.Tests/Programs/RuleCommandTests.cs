using System.Text.Json;
using OvsCtl.Testing;

namespace OvsCtl.Cli.Tests.Programs;

/// <summary>The verbs of rule beside the real 'ip rule'.</summary>
public sealed class RuleCommandTests
{
    private readonly string _red = $"n{Guid.NewGuid():N}"[..12];

    public RuleCommandTests() => Assert.SkipUnless(Sandbox.SkipReason is null, Sandbox.SkipReason ?? "");

    [Fact]
    public async Task Rules_are_made_listed_and_deleted_as_by_ip()
    {
        string[] four =
        [
            "priority 70 from 10.1.0.0/16 to 10.2.0.0/16 iif lo fwmark 7/0xff lookup 1000", "from 10.9.0.1 pref 71 blackhole", "priority 72 not from 10.3.0.0/16 table 100", "order 73 oif eth7 lookup main",
            "priority 74 iif eth8 fwmark 0x10 goto 90", "priority 75 goto 76", "priority 76 nop", "priority 77 from 10.1.1.1 unreachable", "from all priority 78 prohibit",
        ];
        string[] six = ["priority 79 from fd00::/16 to fd01::1 lookup 102", "priority 80 fwmark 3 lookup 100 -6"];
        await OvsCtlRun.ShellAsync($"ip netns add {_red}");
        foreach (var rule in four.Concat(six)) await OkAsync($"rule add {_red} {rule}");

        Assert.Equal(await WitnessAsync("ip -n RED rule; ip -n RED -6 rule"), Lines(await OkAsync($"rule {_red}")));
        Assert.Equal(await WitnessAsync("ip -n RED -d rule; ip -n RED -6 -d rule"), Lines(await OkAsync($"rule list {_red} -o wide")));
        using (var ours = JsonDocument.Parse(await OkAsync($"rule {_red} -o json")))
        using (var theirs = JsonDocument.Parse($"[{await OvsCtlRun.ShellAsync($"ip -n {_red} -d -j rule")},{await OvsCtlRun.ShellAsync($"ip -n {_red} -6 -d -j rule")}]"))
        {
            var expected = theirs.RootElement.EnumerateArray().SelectMany(family => family.EnumerateArray()).Select(rule => rule.GetRawText()[1..]);
            Assert.Equal(expected, ours.RootElement.EnumerateArray().Select(rule => rule.GetRawText()[(rule.GetRawText().IndexOf(',', StringComparison.Ordinal) + 1)..]));
        }

        Assert.Contains("priority: 79", await OkAsync($"rule {_red} -o yaml"), StringComparison.Ordinal);
        foreach (var rule in four.Concat(six)) await OkAsync($"rule del {_red} {rule}");
        Assert.DoesNotMatch(@"\b7\d:", await OvsCtlRun.ShellAsync($"ip -n {_red} rule; ip -n {_red} -6 rule"));
        await OvsCtlRun.ShellAsync($"ip -n {_red} rule add priority 81 from 10.5.0.0/16 table 5");
        await OkAsync($"rule del {_red} priority 81");
        Assert.DoesNotContain("81:", await OvsCtlRun.ShellAsync($"ip -n {_red} rule"), StringComparison.Ordinal);
        await OvsCtlRun.ShellAsync($"ip netns del {_red}");
    }

    /// <summary>What is wrong is said, with the kernel's own text where it was the kernel that said no and had one.</summary>
    [Theory]
    [InlineData(1, "add rule 60 from 10.1.0.0/16 lookup 7: File exists (EEXIST)", "rule add RED priority 60 from 10.1.0.0/16 lookup 7")]
    [InlineData(1, "add rule 61 from all goto 60: Invalid argument (EINVAL): Backward goto not supported", "rule add RED priority 61 goto 60")]
    [InlineData(5, "delete rule 62 from all: No such file or directory (ENOENT)", "rule del RED priority 62")]
    [InlineData(5, "no network namespace 'nosuch'", "rule nosuch")]
    [InlineData(5, "no network namespace 'nosuch'", "rule add nosuch lookup 7")]
    [InlineData(2, "10.0.0.0/8 cannot be in a rule of IPv6", "rule add RED from 10.0.0.0/8 to fd00::/8 -6")]
    [InlineData(2, "fd00::/8 cannot be in a rule of IPv4", "rule add RED from 10.0.0.0/8 to fd00::/8")]
    [InlineData(2, "'10.0.0.0/33' is no network", "rule add RED from 10.0.0.0/33")]
    [InlineData(2, "'7/x' is no mark", "rule add RED fwmark 7/x lookup 7")]
    [InlineData(2, "'all' is no routing table", "rule add RED lookup all")]
    [InlineData(2, "a rule does one thing only", "rule add RED lookup 7 blackhole")]
    [InlineData(2, "'from' stands there twice", "rule add RED from 10.0.0.1 from 10.0.0.2")]
    [InlineData(2, "'from' needs a value", "rule add RED from")]
    [InlineData(2, "unknown word 'form'", "rule add RED form 10.0.0.1")]
    [InlineData(2, "'abcdefghijklmnop' cannot name an interface", "rule add RED iif abcdefghijklmnop lookup 7")]
    public async Task What_cannot_be_done_is_refused(int exitCode, string says, string command)
    {
        await OvsCtlRun.ShellAsync($"ip netns add {_red}; ip -n {_red} rule add priority 60 from 10.1.0.0/16 lookup 7");
        var run = await OvsCtlRun.RunAsync(command.Replace("RED", _red, StringComparison.Ordinal).Split(' '));
        await OvsCtlRun.ShellAsync($"ip netns del {_red}");

        Assert.True(run.ExitCode == exitCode, $"{command}: {run.ExitCode}: {run.Error}");
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Out);
    }

    private static async Task<string> OkAsync(string command)
    {
        var run = await OvsCtlRun.RunAsync(command.Split(' '));
        Assert.True(run.ExitCode == 0, $"{command}: {run.ExitCode}: {run.Error}");
        return run.Out;
    }

    private async Task<string[]> WitnessAsync(string script) => Lines(await OvsCtlRun.ShellAsync(script.Replace("RED", _red, StringComparison.Ordinal)));

    // ip ends some lines with a blank.
    private static string[] Lines(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd())];
}
