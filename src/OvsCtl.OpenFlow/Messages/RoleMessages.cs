namespace OvsCtl.OpenFlow;

/// <summary>What a controller is to a switch that has several (ofp_controller_role, OpenFlow 1.3 §6.3.5).</summary>
public enum ControllerRole : uint
{
    /// <summary>OFPCR_ROLE_NOCHANGE: only asks.</summary>
    NoChange = 0,

    /// <summary>OFPCR_ROLE_EQUAL: full access, as at first.</summary>
    Equal = 1,

    /// <summary>OFPCR_ROLE_MASTER: full access; the switch makes the other master a slave.</summary>
    Master = 2,

    /// <summary>OFPCR_ROLE_SLAVE: may only read, and gets no packet-ins.</summary>
    Slave = 3,
}

/// <summary>Asks for a role (OFPT_ROLE_REQUEST, ofp_role_request).</summary>
/// <param name="Role">The role.</param>
/// <param name="GenerationId">Which election of a master this follows; the switch refuses one older than it has seen. Without meaning for <see cref="ControllerRole.NoChange"/> and <see cref="ControllerRole.Equal"/>.</param>
public sealed record RoleRequest(ControllerRole Role, ulong GenerationId) : OpenFlowMessage
{
    /// <inheritdoc/>
    public override MessageType MessageType => MessageType.RoleRequest;

    internal static RoleRequest ReadBody(ref OpenFlowReader reader)
    {
        // role:4 pad:4 generation_id:8
        var role = (ControllerRole)reader.ReadUInt32();
        reader.Skip(4);
        return new RoleRequest(role, reader.ReadUInt64());
    }

    internal override void WriteBody(OpenFlowWriter writer) => RoleReply.WriteBody(writer, Role, GenerationId);
}

/// <summary>The role a controller has (OFPT_ROLE_REPLY, ofp_role_request).</summary>
/// <param name="Role">The role.</param>
/// <param name="GenerationId">The newest the switch has seen; all bits set when none.</param>
public sealed record RoleReply(ControllerRole Role, ulong GenerationId) : OpenFlowMessage
{
    /// <inheritdoc/>
    public override MessageType MessageType => MessageType.RoleReply;

    internal static RoleReply ReadBody(ref OpenFlowReader reader)
    {
        // role:4 pad:4 generation_id:8
        var role = (ControllerRole)reader.ReadUInt32();
        reader.Skip(4);
        return new RoleReply(role, reader.ReadUInt64());
    }

    internal static void WriteBody(OpenFlowWriter writer, ControllerRole role, ulong generationId)
    {
        writer.WriteUInt32((uint)role);
        writer.WriteZeros(4);
        writer.WriteUInt64(generationId);
    }

    internal override void WriteBody(OpenFlowWriter writer) => WriteBody(writer, Role, GenerationId);
}
