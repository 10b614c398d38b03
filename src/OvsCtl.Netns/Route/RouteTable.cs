namespace OvsCtl.Netns;

/// <summary>The numbers of the routing tables that every host has (RT_TABLE_*, linux/rtnetlink.h).</summary>
public static class RouteTable
{
    /// <summary>For a question: every table.</summary>
    public const uint All = 0;

    /// <summary>For what is left.</summary>
    public const uint Default = 253;

    /// <summary>Where routes go unless said otherwise.</summary>
    public const uint Main = 254;

    /// <summary>The kernel's own: local and broadcast addresses.</summary>
    public const uint Local = 255;
}
