namespace OvsCtl.Netns;

/// <summary>How the interfaces upon one lower link see each other (MACVLAN_MODE_*, linux/if_link.h).</summary>
public enum MacvlanMode
{
    /// <summary>Not at all.</summary>
    Private = 1,

    /// <summary>By way of the switch outside.</summary>
    Vepa = 2,

    /// <summary>Directly.</summary>
    Bridge = 4,

    /// <summary>There is only one, which takes the lower link over.</summary>
    PassThrough = 8,
}
