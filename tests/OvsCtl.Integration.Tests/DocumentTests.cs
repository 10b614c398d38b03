using System.Text.RegularExpressions;
using OvsCtl.Integration.Tests.Support;
using OvsCtl.Testing;

namespace OvsCtl.Integration.Tests;

/// <summary>What the tutorial and the README tell people to type, typed; each in one sandbox, in an empty folder.</summary>
public sealed partial class DocumentTests : IDisposable
{
    private const char Mark = '\x1e';

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ovsctl-doc-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Everything_in_the_tutorial_is_so()
    {
        if (Sandbox.SkipReason is { } reason) Assert.Skip(reason);
        var typed = ConsoleBlocks().Matches(await ReadAsync("docs/tutorial.md")).SelectMany(m => Typed(m.Groups[1].Value)).ToList();
        Assert.True(typed.Count > 30);

        var run = await RunAsync(string.Concat(typed.Select(t => $"{t.Command}\nprintf '\\036'\n")));

        var came = run.Out.Split(Mark);
        Assert.True(came.Length == typed.Count + 1, $"{came.Length - 1} of {typed.Count} commands ran:\n{run.Out}\n{run.Error}");
        foreach (var ((command, output), seen) in typed.Zip(came)) Assert.True(Plain(output) == Plain(seen), $"$ {command}\nis said to give\n{output}\nbut gave\n{seen}\n{run.Error}");
    }

    [Fact]
    public async Task Commands_in_the_README_work()
    {
        if (Sandbox.SkipReason is { } reason) Assert.Skip(reason);
        var readme = await ReadAsync("README.md");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "hello.yaml"), YamlBlock().Match(readme).Groups[1].Value, TestContext.Current.CancellationToken);
        var lines = CommandLines().Matches(readme).Select(m => m.Groups[1].Value).ToList();
        Assert.True(lines.Count > 30, string.Join('\n', lines));
        // A line that stands for several, that goes on until it is ended, or that leaves something out, is typed as people would.
        var typed = lines.SelectMany(line => ReadmeExamples.Of(line)).ToList();
        Assert.DoesNotContain(typed, line => lines.Contains(line) && Placeholder().IsMatch(line));

        var run = await RunAsync(string.Concat(typed.Select(line => $"timeout 60 bash -c {Quoted(line)} </dev/null >.out 2>&1 || {{ echo {Quoted(line)} \"ended with $?:\"; cat .out; }}\n")));
        Assert.True(run.Out.Length == 0, run.Out);
    }

    private static string Quoted(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>Commands behind "$ ", a here document up to its end among them, each with what it prints.</summary>
    private static IEnumerable<(string Command, string Output)> Typed(string block)
    {
        var lines = block.TrimEnd('\n').Split('\n');
        for (var i = 0; i < lines.Length;)
        {
            var command = lines[i++][2..];
            if (command.EndsWith("<<'EOF'", StringComparison.Ordinal))
            {
                while (lines[i] != "EOF") command += $"\n{lines[i++]}";
                command += $"\n{lines[i++]}";
            }

            var begin = i;
            while (i < lines.Length && !lines[i].StartsWith("$ ", StringComparison.Ordinal)) i++;
            yield return (command, string.Join('\n', lines[begin..i]));
        }
    }

    // Times, process ids, counters and rates are others each time, and columns as wide as these.
    private static string Plain(string text) => Spaces().Replace(Numbers().Replace(text, "N"), " ").Replace(" \n", "\n", StringComparison.Ordinal).Trim();

    private async Task<Run> RunAsync(string script)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, ".script"), script, TestContext.Current.CancellationToken);
        var path = Path.GetDirectoryName(Programs.OvsCtl);
        return await Programs.RunAsync(
            "/bin/sh", ["-c", $"cd {_folder.FullName} && exec ovsctl sandbox -- bash .script"], new Dictionary<string, string> { ["PATH"] = $"{path}:{Environment.GetEnvironmentVariable("PATH")}", ["NO_COLOR"] = "1" });
    }

    private static Task<string> ReadAsync(string path) => File.ReadAllTextAsync(Path.Combine(Labs.Root(), path), TestContext.Current.CancellationToken);

    [GeneratedRegex(@"(?s)```console\n(.*?)```\n")]
    private static partial Regex ConsoleBlocks();

    [GeneratedRegex(@"(?s)```yaml\n(.*?)```\n")]
    private static partial Regex YamlBlock();

    // In the lists of the README: a command, two spaces or more, what it does.
    [GeneratedRegex(@"(?m)^(ovsctl \S.*?)(?:  .*)?$")]
    private static partial Regex CommandLines();

    [GeneratedRegex(@"[|…\[]|\b[A-Z]{3,}\b")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"[0-9]+(\.[0-9]+)?")]
    private static partial Regex Numbers();

    [GeneratedRegex(@" +")]
    private static partial Regex Spaces();
}
