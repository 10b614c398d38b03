namespace OvsCtl.Netns;

/// <summary>What a rule does with a packet (FR_ACT_*, linux/fib_rules.h).</summary>
public enum RuleAction
{
    /// <summary>Not given; <see cref="RouteBatch.DeleteRule"/> takes it for any.</summary>
    None = 0,

    /// <summary>Looks for a route in <see cref="Rule.Table"/>.</summary>
    Lookup = 1,

    /// <summary>Goes on with the rule of another priority.</summary>
    GoTo = 2,

    /// <summary>Nothing.</summary>
    Nop = 3,

    /// <summary>Drops the packet silently.</summary>
    Blackhole = 6,

    /// <summary>Drops it, and says that the network is unreachable.</summary>
    Unreachable = 7,

    /// <summary>Drops it, and says that this is forbidden.</summary>
    Prohibit = 8,
}
