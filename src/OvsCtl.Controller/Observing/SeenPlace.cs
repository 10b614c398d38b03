using OvsCtl.Topology.Observed;

namespace OvsCtl.Controller.Observing;

/// <summary>A namespace that was read after the last change to it.</summary>
/// <param name="Inode">Which it was: its name may be another's by now.</param>
/// <param name="Place">What was in it.</param>
public sealed record SeenPlace(ulong Inode, ObservedPlace Place);
