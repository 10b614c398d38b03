namespace OvsCtl.OpenFlow;

/// <summary>Sets the key of the tunnel the packet will leave by (NXAST_SET_TUNNEL, NXAST_SET_TUNNEL64).</summary>
/// <param name="Key">The key.</param>
/// <param name="IsWide">True for the form with 64 bits.</param>
public sealed record SetTunnel(ulong Key, bool IsWide) : NiciraAction
{
    internal override ushort Subtype => IsWide ? (ushort)9 : (ushort)2;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => (IsWide || Key > uint.MaxValue ? "set_tunnel64:" : "set_tunnel:") + FieldText.Hex(Key);

    internal static SetTunnel ReadBody(bool isWide, ref OpenFlowReader reader)
    {
        reader.Skip(isWide ? 6 : 2);
        return new SetTunnel(isWide ? reader.ReadUInt64() : reader.ReadUInt32(), isWide);
    }

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteZeros(IsWide ? 6 : 2);
        if (IsWide) writer.WriteUInt64(Key);
        else writer.WriteUInt32((uint)Key);
    }
}
