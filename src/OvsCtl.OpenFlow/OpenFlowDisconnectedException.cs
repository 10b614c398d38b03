namespace OvsCtl.OpenFlow;

/// <summary>
/// The connection ended before the answer came. The outcome of what was under way is <b>unknown</b>: the switch may have done it.
/// </summary>
/// <param name="message">How the connection ended.</param>
/// <param name="inner">The failure underneath, if any.</param>
public sealed class OpenFlowDisconnectedException(string message, Exception? inner = null) : OpenFlowException(message, inner);
