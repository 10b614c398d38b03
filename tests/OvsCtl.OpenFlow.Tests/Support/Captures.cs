using System.Text.Encodings.Web;
using System.Text.Json;

namespace OvsCtl.OpenFlow.Tests.Support;

/// <summary>A message and what the real ovs-ofctl wrote for it.</summary>
internal sealed record Capture(string Hex, string OvsText);

/// <summary>Messages with the text of Open vSwitch 3.1, kept in the folder Text/Captures. OVSCTL_UPDATE_CAPTURES=1 writes them anew.</summary>
internal static class Captures
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static bool ShallBeUpdated => Environment.GetEnvironmentVariable("OVSCTL_UPDATE_CAPTURES") == "1";

    public static IReadOnlyList<Capture> Load(string name)
    {
        using var stream = typeof(Captures).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the test assembly.");
        return JsonSerializer.Deserialize<List<Capture>>(stream, s_options) ?? [];
    }

    public static void Save(string name, IReadOnlyList<Capture> captures)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OvsCtl.sln"))) folder = folder.Parent;
        var root = folder?.FullName ?? throw new InvalidOperationException("The test does not run from the repository.");
        File.WriteAllText(Path.Combine(root, "tests", "OvsCtl.OpenFlow.Tests", "Text", "Captures", name), JsonSerializer.Serialize(captures, s_options) + "\n");
    }
}
