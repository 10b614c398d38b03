namespace OvsCtl.Topology.Desired;

/// <summary>A bridge of the kernel, in root or in a host.</summary>
public sealed record DesiredLinuxBridge(string Name, DesiredInterface Interface);
