namespace OvsCtl.OpenFlow;

/// <summary>A port of the switch (ofp_port).</summary>
public sealed record PortDescription
{
    internal const int Size = 64;
    private const int OFP_MAX_PORT_NAME_LEN = 16;

    /// <summary>The number flows know it by.</summary>
    public PortNumber Number { get; init; }

    /// <summary>The address of the interface.</summary>
    public HardwareAddress HardwareAddress { get; init; }

    /// <summary>The name of the interface, at most 15 bytes.</summary>
    public string Name { get; init; } = "";

    /// <summary>What was configured.</summary>
    public PortConfig Config { get; init; }

    /// <summary>What was found.</summary>
    public PortState State { get; init; }

    /// <summary>The features in use (ofp_port_features).</summary>
    public uint Current { get; init; }

    /// <summary>The features offered to the other end.</summary>
    public uint Advertised { get; init; }

    /// <summary>The features the port has.</summary>
    public uint Supported { get; init; }

    /// <summary>The features the other end offers.</summary>
    public uint Peer { get; init; }

    /// <summary>The speed in use, in kbit/s.</summary>
    public uint CurrentSpeed { get; init; }

    /// <summary>The highest speed, in kbit/s.</summary>
    public uint MaxSpeed { get; init; }

    internal static PortDescription Read(ref OpenFlowReader reader)
    {
        // port_no:4 pad:4 hw_addr:6 pad:2 name:16 config:4 state:4 curr:4 advertised:4 supported:4 peer:4 curr_speed:4 max_speed:4
        var number = reader.ReadUInt32();
        reader.Skip(4);
        var address = reader.ReadUInt48();
        reader.Skip(2);
        var name = reader.ReadSpan(OFP_MAX_PORT_NAME_LEN);
        return new PortDescription
        {
            Number = new PortNumber(number),
            HardwareAddress = new HardwareAddress(address),
            Name = WireText.Read(name),
            Config = (PortConfig)reader.ReadUInt32(),
            State = (PortState)reader.ReadUInt32(),
            Current = reader.ReadUInt32(),
            Advertised = reader.ReadUInt32(),
            Supported = reader.ReadUInt32(),
            Peer = reader.ReadUInt32(),
            CurrentSpeed = reader.ReadUInt32(),
            MaxSpeed = reader.ReadUInt32(),
        };
    }

    internal void Write(OpenFlowWriter writer)
    {
        writer.WriteUInt32(Number.Value);
        writer.WriteZeros(4);
        writer.WriteUInt48(HardwareAddress.Value);
        writer.WriteZeros(2);
        WireText.Write(writer, Name, OFP_MAX_PORT_NAME_LEN);
        writer.WriteUInt32((uint)Config);
        writer.WriteUInt32((uint)State);
        writer.WriteUInt32(Current);
        writer.WriteUInt32(Advertised);
        writer.WriteUInt32(Supported);
        writer.WriteUInt32(Peer);
        writer.WriteUInt32(CurrentSpeed);
        writer.WriteUInt32(MaxSpeed);
    }
}
