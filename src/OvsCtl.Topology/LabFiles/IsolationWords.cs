using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles;

/// <summary>The words of the key <c>isolate</c>.</summary>
internal static class IsolationWords
{
    public static readonly IReadOnlyDictionary<string, Isolation> All = new Dictionary<string, Isolation>
    {
        ["pid"] = Isolation.Pid,
        ["uts"] = Isolation.Uts,
        ["ipc"] = Isolation.Ipc,
        ["mount"] = Isolation.Mount,
    };

    public static IReadOnlyList<string> Of(Isolation isolation) => [.. All.Where(word => isolation.HasFlag(word.Value)).Select(word => word.Key)];
}
