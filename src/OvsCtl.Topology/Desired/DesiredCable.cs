namespace OvsCtl.Topology.Desired;

/// <summary>A veth pair. <see cref="A"/> is the end people name first: the host's on a cable to a switch.</summary>
public sealed record DesiredCable(DesiredInterface A, DesiredInterface B);
