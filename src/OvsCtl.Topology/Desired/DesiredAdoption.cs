namespace OvsCtl.Topology.Desired;

/// <summary>An interface of the machine that is moved into a host and given back afterwards.</summary>
/// <param name="Interface">As it is to be inside.</param>
/// <param name="MayBeAbsent">Whether the lab is complete without it: it is taken in when it appears.</param>
public sealed record DesiredAdoption(DesiredInterface Interface, bool MayBeAbsent);
