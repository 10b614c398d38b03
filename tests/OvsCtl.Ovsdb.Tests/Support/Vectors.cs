using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace OvsCtl.Ovsdb.Tests;

/// <summary>The conformance vectors, which are kept beside the repository; a test that needs them is skipped when they are not there.</summary>
internal static class Vectors
{
    public static IReadOnlyList<JObject> Load(string file)
    {
        var path = Environment.GetEnvironmentVariable("OVSCTL_VECTORS") is { Length: > 0 } root ? Path.Combine(root, "ovsdb", file) : Search("vectors", "ovsdb", file);
        if (path is null || !File.Exists(path)) Assert.Skip($"the vectors ({file}) are not there; set OVSCTL_VECTORS to their folder");
        return [.. JObject.Parse(File.ReadAllText(path))["cases"]!.Cast<JObject>()];
    }

    /// <summary>Runs the cases wanted, prints how many there are, and fails with all that went another way. A case that is to be refused gives null.</summary>
    public static void Check(string file, Func<JObject, bool> isWanted, Func<JObject, string?> run)
    {
        var cases = Load(file).Where(isWanted).ToList();
        var wrong = new List<string>();
        foreach (var one in cases)
        {
            var expected = !(bool)one["valid"]! ? null : one["expected"] is JArray lines ? string.Join('\n', lines.Select(line => (string?)line)) : (string?)one["normalised"];
            var actual = run(one);
            if (actual != expected) wrong.Add($"{one["op"]} {one["title"]}: {one["type"]} {one["input"]}{one["args"]} expected {expected ?? "an error"}, got {actual ?? "an error"}");
        }

        foreach (var family in cases.GroupBy(one => (string?)one["op"] ?? file)) TestContext.Current.TestOutputHelper?.WriteLine($"{family.Key}: {family.Count()} cases");
        TestContext.Current.TestOutputHelper?.WriteLine($"{file}: {cases.Count - wrong.Count} of {cases.Count} conform");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>Takes a value out of the array of one that some cases wrap it in.</summary>
    public static string Unbox(string json) => Elements(json) is [var only] ? only : json;

    /// <summary>The elements of an array, as they are written; null when the text is none.</summary>
    public static IReadOnlyList<string>? Elements(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Array ? [.. document.RootElement.EnumerateArray().Select(element => element.GetRawText())] : null;
    }

    /// <summary>The lines of a file of captures, which lie beside the vectors.</summary>
    public static IReadOnlyList<string> Lines(string file)
    {
        var path = Search("ovsdb", file);
        if (path is null) Assert.Skip($"the captures ({file}) are not there");
        return File.ReadAllLines(path);
    }

    private static string? Search(params string[] place)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine([folder.FullName, "shared", .. place]);
            if (File.Exists(path)) return path;
        }

        return null;
    }
}
