namespace OvsCtl.OpenFlow;

/// <summary>Changes how a port behaves (OFPT_PORT_MOD, ofp_port_mod). The switch answers only when it refuses.</summary>
public sealed record PortMod : OpenFlowMessage
{
    /// <inheritdoc/>
    public override MessageType MessageType => MessageType.PortMod;

    /// <summary>The port.</summary>
    public PortNumber Port { get; init; }

    /// <summary>The address the port has; the switch refuses another one, so that a number reused meanwhile is noticed.</summary>
    public HardwareAddress HardwareAddress { get; init; }

    /// <summary>What the port shall be.</summary>
    public PortConfig Config { get; init; }

    /// <summary>Which bits of <see cref="Config"/> count; the others stay as they are.</summary>
    public PortConfig Mask { get; init; }

    /// <summary>The features to offer to the other end; none to leave them.</summary>
    public PortFeatures Advertise { get; init; }

    internal static PortMod ReadBody(ref OpenFlowReader reader)
    {
        // port_no:4 pad:4 hw_addr:6 pad:2 config:4 mask:4 advertise:4 pad:4
        var port = reader.ReadUInt32();
        reader.Skip(4);
        var address = reader.ReadUInt48();
        reader.Skip(2);
        var message = new PortMod
        {
            Port = new PortNumber(port),
            HardwareAddress = new HardwareAddress(address),
            Config = (PortConfig)reader.ReadUInt32(),
            Mask = (PortConfig)reader.ReadUInt32(),
            Advertise = (PortFeatures)reader.ReadUInt32(),
        };
        reader.Skip(4);
        return message;
    }

    internal override void WriteBody(OpenFlowWriter writer)
    {
        writer.WriteUInt32(Port.Value);
        writer.WriteZeros(4);
        writer.WriteUInt48(HardwareAddress.Value);
        writer.WriteZeros(2);
        writer.WriteUInt32((uint)Config);
        writer.WriteUInt32((uint)Mask);
        writer.WriteUInt32((uint)Advertise);
        writer.WriteZeros(4);
    }
}
