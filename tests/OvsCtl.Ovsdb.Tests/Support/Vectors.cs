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
