using System.Text.RegularExpressions;
using OvsCtl.Integration.Tests.Support;

namespace OvsCtl.Integration.Tests;

/// <summary>The tables of labs/README.md that put ovsctl beside the commands of the tutorials: what they say is run, and the lines of lab files are there.</summary>
public sealed partial class TutorialTableTests : DaemonFixture
{
    public static TheoryData<string> Tutorials() => [.. Sections().Select(s => s.Title)];

    [Theory]
    [MemberData(nameof(Tutorials))]
    public async Task Every_command_of_the_table_does_what_it_says(string title)
    {
        var (_, labs, rows) = Sections().Single(s => s.Title == title);
        var texts = string.Join('\n', labs.Select(l => File.ReadAllText(Path.Combine(Labs.Directory, $"{l}.yaml"))));
        var hasPing = new[] { "/bin/ping", "/usr/bin/ping" }.Any(File.Exists);
        var before = await Machine.SnapshotAsync();
        Assert.True(rows.Sum(r => Spans().Count(r.AtOnce)) >= rows.Count, "a command in most rows");
        foreach (var span in rows.SelectMany(r => Spans().Matches(r.AtOnce)))
        {
            var command = span.Groups[1].Value;
            if (command.Contains("-- ping ", StringComparison.Ordinal) && !hasPing) continue;
            await RunAsync(command, span.Groups[2].Success);
        }

        await CleanAsync();
        Assert.Equal(before, await Machine.SnapshotAsync());

        foreach (var line in rows.SelectMany(r => Quotes().Matches(r.InLab)).Select(m => m.Groups[1].Value).Where(t => t.Contains(": ", StringComparison.Ordinal) && t is not ("forward: true" or "kind: linux")))
            Assert.Contains(Squeezed(line), Squeezed(texts), StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "up", Path.Combine(Labs.Directory, $"{labs[^1]}.yaml"))).Ok();
        Assert.Contains(" 0 failed", (await OvsCtlAsync("lab", "check", labs[^1])).Ok(), StringComparison.Ordinal);
        foreach (var span in rows.SelectMany(r => Spans().Matches(r.InLab))) await RunAsync(span.Groups[1].Value, false);
        (await OvsCtlAsync("lab", "down", labs[^1])).Ok();
        Assert.Equal(before, await Machine.SnapshotAsync());
    }

    /// <summary>Words in capitals are for the reader to fill in.</summary>
    private async Task RunAsync(string command, bool mustFail)
    {
        if (command.Split(' ').Any(w => w is "HOST" or "HANDLE") || command.EndsWith("--", StringComparison.Ordinal)) return;
        string[] words = [.. command.Split(' ').Skip(1), .. Changes().IsMatch(command) ? new[] { "--db", $"unix:{OvsDirectory}/db.sock" } : []];
        var run = await OvsCtlAsync(words);
        Assert.True((run.ExitCode != 0) == mustFail, $"{command} ended with {run.ExitCode}:\n{run.Out}\n{run.Error}");
    }

    /// <summary>The texts do not clean up behind them.</summary>
    private async Task CleanAsync()
    {
        foreach (var bridge in (await VsctlAsync("list-br")).Split('\n', StringSplitOptions.RemoveEmptyEntries)) await VsctlAsync($"del-br {bridge}");
        await Programs.ShellAsync("""
            for name in $(ip netns list | cut -d' ' -f1); do ip netns del $name; done
            for link in $(ip -o link show type veth | sed 's/^[0-9]*: //; s/@.*//') $(ip -o link show type bridge | sed 's/^[0-9]*: //; s/:.*//'); do ip link del $link; done
            """);
        await Eventually.TrueAsync(async () => (await Programs.ShellAsync("ip -o link show type veth")).Out.Length == 0, "no veth");
    }

    private static IReadOnlyList<(string Title, IReadOnlyList<string> Labs, IReadOnlyList<(string AtOnce, string InLab)> Rows)> Sections()
    {
        var text = File.ReadAllText(Path.Combine(Labs.Directory, "README.md"));
        var start = text.IndexOf("## The tutorials, step by step", StringComparison.Ordinal);
        var end = text.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return
        [
            .. from section in text[start..end].Split("\n### ").Skip(1)
               let lines = section.Split('\n')
               let rows = lines.Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(1).Select(l => Bars().Split(l)).ToList()
               select (lines[0].Split(" (")[0], (IReadOnlyList<string>)[.. Quotes().Matches(lines[0]).Select(m => m.Groups[1].Value)], (IReadOnlyList<(string, string)>)[.. rows.Select(c => (c[2], c[3]))]),
        ];
    }

    private static string Squeezed(string text) => Blanks().Replace(text, " ");

    [GeneratedRegex("`(ovsctl [^`]+)`( fails)?")]
    private static partial Regex Spans();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quotes();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bars();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex("^ovsctl (bridge|port) (add|del) ")]
    private static partial Regex Changes();
}
