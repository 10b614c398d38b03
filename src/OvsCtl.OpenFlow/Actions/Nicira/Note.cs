namespace OvsCtl.OpenFlow;

/// <summary>Does nothing but carry bytes (NXAST_NOTE).</summary>
/// <param name="Data">The bytes, with the zeros that pad the action: 6 more than a multiple of 8.</param>
public sealed record Note(OctetString Data) : NiciraAction
{
    internal override ushort Subtype => 8;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => "note:" + HexBytes(Data);

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteBytes(Data);
        if (Data.IsEmpty) writer.WriteZeros(6);
    }
}
