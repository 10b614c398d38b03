namespace OvsCtl.OpenFlow;

/// <summary>Which messages a switch sends unasked (ofp_async_config): for each kind the reasons, one bit each, by the role of the controller.</summary>
public sealed record AsyncConfig
{
    /// <summary>Packet-ins to a master or equal: bits by <see cref="OpenFlow.PacketInReason"/>.</summary>
    public uint PacketInMaster { get; init; }

    /// <summary>Packet-ins to a slave.</summary>
    public uint PacketInSlave { get; init; }

    /// <summary>Changes of ports to a master or equal: bits by <see cref="OpenFlow.PortStatusReason"/>.</summary>
    public uint PortStatusMaster { get; init; }

    /// <summary>Changes of ports to a slave.</summary>
    public uint PortStatusSlave { get; init; }

    /// <summary>Flows removed to a master or equal: bits by <see cref="OpenFlow.FlowRemovedReason"/>.</summary>
    public uint FlowRemovedMaster { get; init; }

    /// <summary>Flows removed to a slave.</summary>
    public uint FlowRemovedSlave { get; init; }

    // packet_in_mask:2×4 port_status_mask:2×4 flow_removed_mask:2×4, of each the master first
    internal static AsyncConfig Read(ref OpenFlowReader reader) => new()
    {
        PacketInMaster = reader.ReadUInt32(),
        PacketInSlave = reader.ReadUInt32(),
        PortStatusMaster = reader.ReadUInt32(),
        PortStatusSlave = reader.ReadUInt32(),
        FlowRemovedMaster = reader.ReadUInt32(),
        FlowRemovedSlave = reader.ReadUInt32(),
    };

    internal void Write(OpenFlowWriter writer)
    {
        writer.WriteUInt32(PacketInMaster);
        writer.WriteUInt32(PacketInSlave);
        writer.WriteUInt32(PortStatusMaster);
        writer.WriteUInt32(PortStatusSlave);
        writer.WriteUInt32(FlowRemovedMaster);
        writer.WriteUInt32(FlowRemovedSlave);
    }
}
