namespace OvsCtl.OpenFlow;

/// <summary>A message that may well be good, but that this library cannot write in words: one of another version of OpenFlow, say.</summary>
/// <param name="message">What it is.</param>
public sealed class OpenFlowTextException(string message) : OpenFlowException(message);
