namespace OvsCtl.Controller.Labs;

/// <summary>The datapath type of bridges to be made: <c>system</c> where the kernel has Open vSwitch's own, else <c>netdev</c>, in userspace.</summary>
public sealed record DatapathType(string Value);
