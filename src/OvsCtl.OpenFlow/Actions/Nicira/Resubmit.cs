using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>Looks the packet up once more (NXAST_RESUBMIT, NXAST_RESUBMIT_TABLE, NXAST_RESUBMIT_TABLE_CT).</summary>
/// <param name="Port">The ingress port to pretend; IN_PORT for the real one.</param>
/// <param name="Table">The table; 255 for the present one.</param>
/// <param name="WithConnectionTuple">True to match on the original tuple of the tracked connection.</param>
/// <param name="HasTable">False for the old form that cannot name a table.</param>
public sealed record Resubmit(PortNumber Port, byte Table, bool WithConnectionTuple, bool HasTable) : NiciraAction
{
    internal override ushort Subtype => HasTable ? (WithConnectionTuple ? (ushort)44 : (ushort)14) : (ushort)1;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName)
    {
        var port = Port == PortNumber.InPort ? "" : PortText.Format(Port, portName);
        if (port.Length > 0 && Table == 255) return "resubmit:" + port;
        var table = Table == 255 ? "" : Table.ToString(CultureInfo.InvariantCulture);
        return $"resubmit({port},{table}{(WithConnectionTuple ? ",ct" : "")})";
    }

    internal static Resubmit ReadBody(ushort subtype, ref OpenFlowReader reader)
    {
        // in_port:2 table:1 pad:3
        var port = FromPort16(reader.ReadUInt16());
        var table = reader.ReadByte();
        return new Resubmit(port, subtype == 1 ? (byte)255 : table, subtype == 44, subtype != 1);
    }

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteUInt16(ToPort16(Port));
        writer.WriteByte(HasTable ? Table : (byte)0);
        writer.WriteZeros(3);
    }
}
