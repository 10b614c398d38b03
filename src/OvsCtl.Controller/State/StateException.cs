namespace OvsCtl.Controller.State;

/// <summary>The database of desired state cannot be used.</summary>
public sealed class StateException(string message, Exception? inner = null) : Exception(message, inner);
