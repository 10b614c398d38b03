namespace OvsCtl.OpenFlow;

/// <summary>An OpenFlow message. Immutable; equal when its content is.</summary>
public abstract record OpenFlowMessage
{
    /// <summary>The version on the wire of OpenFlow 1.3.</summary>
    public const byte Version13 = 0x04;

    private protected OpenFlowMessage()
    {
    }

    /// <summary>The version byte of the header: <see cref="Version13"/>, but for the HELLO or ERROR of a peer that speaks another.</summary>
    public byte Version { get; init; } = Version13;

    /// <summary>The transaction id.</summary>
    public Xid Xid { get; init; }

    /// <summary>The type as on the wire.</summary>
    public abstract MessageType MessageType { get; }

    /// <summary>Writes what follows the header.</summary>
    internal abstract void WriteBody(OpenFlowWriter writer);
}
