namespace OvsCtl.Netns;

/// <summary>What to do when there is a route to the same destination.</summary>
public enum RouteMode
{
    /// <summary>Stand beside it, behind it when the metric is the same. IPv6 makes two such routes one with several next hops.</summary>
    Append,

    /// <summary>Fail with EEXIST when destination and metric are the same.</summary>
    Create,

    /// <summary>Take its place when destination and metric are the same.</summary>
    Replace,
}
