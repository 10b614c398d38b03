namespace OvsCtl.Controller.Embedded;

/// <summary>The private Open vSwitch could not be started.</summary>
public sealed class EmbeddedOvsException(string message) : Exception(message);
