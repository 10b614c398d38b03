using OvsCtl.Api.V1;

namespace OvsCtl.Cli.Rendering;

/// <summary>In which order flows are shown.</summary>
internal static class FlowOrder
{
    private static readonly Dictionary<string, Comparison<Flow>> s_keys = new()
    {
        ["table"] = ByTable,
        ["priority"] = (a, b) => b.Priority.CompareTo(a.Priority),
        ["packets"] = (a, b) => b.PacketCount.CompareTo(a.PacketCount),
        ["bytes"] = (a, b) => b.ByteCount.CompareTo(a.ByteCount),
        ["rate"] = (a, b) => AverageRate(b).CompareTo(AverageRate(a)),
        ["age"] = (a, b) => b.DurationSeconds.CompareTo(a.DurationSeconds),
        ["owner"] = (a, b) => string.CompareOrdinal(a.Owner, b.Owner),
        ["match"] = (a, b) => string.CompareOrdinal(a.Match, b.Match),
    };

    public static IReadOnlyCollection<string> Keys => s_keys.Keys;

    /// <summary>The order in which a switch looks: tables upwards, priorities downwards.</summary>
    public static int ByTable(Flow a, Flow b)
    {
        var order = a.Table.CompareTo(b.Table);
        if (order == 0) order = b.Priority.CompareTo(a.Priority);
        return order != 0 ? order : string.CompareOrdinal(a.Match, b.Match);
    }

    /// <returns>Null for a key that there is not.</returns>
    public static Comparison<Flow>? By(string key)
    {
        if (s_keys.GetValueOrDefault(key) is not { } first) return null;
        return (a, b) => first(a, b) is not 0 and var order ? order : ByTable(a, b);
    }

    private static double AverageRate(Flow flow) => flow.DurationSeconds > 0 ? flow.PacketCount / flow.DurationSeconds : 0;
}
