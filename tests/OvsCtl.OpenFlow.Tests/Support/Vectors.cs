using System.Text.Json;

namespace OvsCtl.OpenFlow.Tests.Support;

/// <summary>The conformance vectors, kept beside the repository: bytes and the text Open vSwitch gives them.</summary>
internal static class Vectors
{
    public static IReadOnlyList<JsonElement> Load(string file)
    {
        var folder = Environment.GetEnvironmentVariable("OVSCTL_VECTORS") ?? FindFolder();
        if (folder is null || !File.Exists(Path.Combine(folder, "openflow", file)))
            Assert.Skip($"The vectors are not here: no folder ../shared/vectors beside the repository with openflow/{file}, and OVSCTL_VECTORS does not name one.");
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder!, "openflow", file)));
        return [.. document.RootElement.EnumerateArray().Select(e => e.Clone())];
    }

    private static string? FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "OvsCtl.sln")) && folder.Parent is { } parent)
                return Path.Combine(parent.FullName, "shared", "vectors");
        }

        return null;
    }
}
