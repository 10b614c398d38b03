using OvsCtl.OpenFlow;

namespace OvsCtl.Controller.Learning;

/// <summary>What a learning switch does with a packet.</summary>
/// <param name="Verdict">Which kind of thing.</param>
/// <param name="Header">The packet's header.</param>
/// <param name="OutPort">Where the packet goes, when it is forwarded.</param>
/// <param name="HasMoved">True when the sender was known at another port: flows towards it lead astray.</param>
internal readonly record struct LearningDecision(LearningVerdict Verdict, EthernetHeader Header = default, PortNumber OutPort = default, bool HasMoved = false);

internal enum LearningVerdict
{
    /// <summary>It goes nowhere, and nothing is learned from it.</summary>
    Drop,

    /// <summary>Its destination is at the port it came from: it has been there already.</summary>
    Filter,

    /// <summary>Its destination is a group or unknown.</summary>
    Flood,

    /// <summary>Its destination is known.</summary>
    Forward,
}
