namespace OvsCtl.OpenFlow;

/// <summary>What this library throws about a peer; caller misuse is an <see cref="ArgumentException"/> instead.</summary>
public abstract class OpenFlowException : Exception
{
    private protected OpenFlowException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
