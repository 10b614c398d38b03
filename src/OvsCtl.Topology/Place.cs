namespace OvsCtl.Topology;

/// <summary>A network namespace as a lab sees it: a host's, or the root one that the daemon itself runs in.</summary>
/// <param name="Host">The host's name, which is also its namespace's; null for root.</param>
public readonly record struct Place(string? Host)
{
    public static Place Root => default;

    public bool IsRoot => Host is null;

    public override string ToString() => Host ?? "root";
}
