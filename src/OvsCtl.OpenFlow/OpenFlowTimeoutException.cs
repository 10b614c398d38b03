namespace OvsCtl.OpenFlow;

/// <summary>The switch did not answer in time. The connection goes on; the outcome of the request is <b>unknown</b>.</summary>
/// <param name="message">What was not answered.</param>
/// <param name="inner">The failure underneath, if any.</param>
public sealed class OpenFlowTimeoutException(string message, Exception? inner = null) : OpenFlowException(message, inner);
