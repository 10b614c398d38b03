namespace OvsCtl.OpenFlow;

/// <summary>The peer sent bytes that are not OpenFlow 1.3, or did not keep to the protocol. Its connection is closed.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="inner">The failure underneath, if any.</param>
public sealed class OpenFlowProtocolException(string message, Exception? inner = null) : OpenFlowException(message, inner)
{
    internal OpenFlowProtocolException(string message, OfpError error)
        : this(message) =>
        Error = new OpenFlowErrorCode(error);

    /// <summary>The error a switch would answer such bytes with, when OpenFlow has one for it.</summary>
    public OpenFlowErrorCode? Error { get; }

    /// <summary>Of a message that is a list, what came before the part that is wrong.</summary>
    internal OpenFlowMessage? Decoded { get; set; }
}
