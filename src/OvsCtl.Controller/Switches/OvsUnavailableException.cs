namespace OvsCtl.Controller.Switches;

/// <summary>Open vSwitch cannot be reached now: its database does not answer, or its switch does not connect.</summary>
public sealed class OvsUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
