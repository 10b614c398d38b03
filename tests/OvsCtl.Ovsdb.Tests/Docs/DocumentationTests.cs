using System.Text.RegularExpressions;

namespace OvsCtl.Ovsdb.Tests;

/// <summary>What docs/ovsdb.md shows is what <see cref="Examples"/> compiles and runs, line by line.</summary>
public sealed partial class DocumentationTests
{
    [Fact]
    public void Each_example_is_compiled_and_run()
    {
        var root = RepositoryFolder();
        var run = Lines(File.ReadAllText(Path.Combine(root, "tests", "OvsCtl.Ovsdb.Tests", "Docs", "Examples.cs")));
        var examples = Example().Matches(File.ReadAllText(Path.Combine(root, "docs", "ovsdb.md")));
        Assert.True(examples.Count > 5);
        Assert.All(examples, example => Assert.Contains(Lines(example.Groups[1].Value), run, StringComparison.Ordinal));
    }

    private static string Lines(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    private static string RepositoryFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "OvsCtl.sln"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException("the repository is not above the test");
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
