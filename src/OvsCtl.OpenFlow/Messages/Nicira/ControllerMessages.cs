namespace OvsCtl.OpenFlow;

/// <summary>Which packet-ins a switch sends on a connection (nx_packet_in_format).</summary>
public enum PacketInFormat : uint
{
    /// <summary>OFPT_PACKET_IN, those of the standard.</summary>
    Standard = 0,

    /// <summary>NXT_PACKET_IN.</summary>
    Nicira = 1,

    /// <summary>NXT_PACKET_IN2, the only ones with what controller actions add.</summary>
    Nicira2 = 2,
}

/// <summary>Chooses the packet-ins of this connection (NXT_SET_PACKET_IN_FORMAT). It is not answered.</summary>
/// <param name="Format">Which.</param>
public sealed record SetPacketInFormat(PacketInFormat Format) : ExperimenterMessage
{
    internal const uint NXT_SET_PACKET_IN_FORMAT = 16;

    /// <inheritdoc/>
    public override uint Experimenter => Nicira;

    /// <inheritdoc/>
    public override uint ExperimenterType => NXT_SET_PACKET_IN_FORMAT;

    internal override void WriteRest(OpenFlowWriter writer) => writer.WriteUInt32((uint)Format);
}

/// <summary>The number controller actions know this connection by (NXT_SET_CONTROLLER_ID, nx_controller_id). It is not answered.</summary>
/// <param name="Id">The number; 0 as long as none is set.</param>
public sealed record SetControllerId(ushort Id) : ExperimenterMessage
{
    internal const uint NXT_SET_CONTROLLER_ID = 20;

    /// <inheritdoc/>
    public override uint Experimenter => Nicira;

    /// <inheritdoc/>
    public override uint ExperimenterType => NXT_SET_CONTROLLER_ID;

    internal static SetControllerId ReadRest(ref OpenFlowReader reader)
    {
        // zero:6 controller_id:2
        reader.Skip(6);
        return new SetControllerId(reader.ReadUInt16());
    }

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteZeros(6);
        writer.WriteUInt16(Id);
    }
}

/// <summary>Whether the flow-mods of Nicira name a table (NXT_FLOW_MOD_TABLE_ID, nx_flow_mod_table_id). It is not answered.</summary>
/// <param name="IsEnabled">Whether they do.</param>
public sealed record FlowModTableId(bool IsEnabled) : ExperimenterMessage
{
    internal const uint NXT_FLOW_MOD_TABLE_ID = 15;

    /// <inheritdoc/>
    public override uint Experimenter => Nicira;

    /// <inheritdoc/>
    public override uint ExperimenterType => NXT_FLOW_MOD_TABLE_ID;

    internal static FlowModTableId ReadRest(ref OpenFlowReader reader)
    {
        // set:1 pad:7
        var set = reader.ReadByte();
        reader.Skip(7);
        return new FlowModTableId(set != 0);
    }

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteByte((byte)(IsEnabled ? 1 : 0));
        writer.WriteZeros(7);
    }
}

/// <summary>Asks the switch to say in statistics how long flows have been idle (NXT_FLOW_AGE). It is not answered.</summary>
public sealed record FlowAge : ExperimenterMessage
{
    internal const uint NXT_FLOW_AGE = 18;

    /// <inheritdoc/>
    public override uint Experimenter => Nicira;

    /// <inheritdoc/>
    public override uint ExperimenterType => NXT_FLOW_AGE;

    internal override void WriteRest(OpenFlowWriter writer)
    {
    }
}
