namespace OvsCtl.OpenFlow;

/// <summary>What a controller is to a switch that has several, before OpenFlow 1.2 had words for it (nx_role).</summary>
public enum NiciraRole : uint
{
    /// <summary>NX_ROLE_OTHER: full access, as at first.</summary>
    Other = 0,

    /// <summary>NX_ROLE_MASTER: full access; the switch makes the other master a slave.</summary>
    Master = 1,

    /// <summary>NX_ROLE_SLAVE: may only read.</summary>
    Slave = 2,
}

/// <summary>Asks for a role (NXT_ROLE_REQUEST).</summary>
/// <param name="Role">The role.</param>
public sealed record NiciraRoleRequest(NiciraRole Role) : ExperimenterMessage
{
    internal const uint NXT_ROLE_REQUEST = 10;

    /// <inheritdoc/>
    public override uint Experimenter => Nicira;

    /// <inheritdoc/>
    public override uint ExperimenterType => NXT_ROLE_REQUEST;

    internal override void WriteRest(OpenFlowWriter writer) => writer.WriteUInt32((uint)Role);
}

/// <summary>The role a controller has (NXT_ROLE_REPLY).</summary>
/// <param name="Role">The role.</param>
public sealed record NiciraRoleReply(NiciraRole Role) : ExperimenterMessage
{
    internal const uint NXT_ROLE_REPLY = 11;

    /// <inheritdoc/>
    public override uint Experimenter => Nicira;

    /// <inheritdoc/>
    public override uint ExperimenterType => NXT_ROLE_REPLY;

    internal override void WriteRest(OpenFlowWriter writer) => writer.WriteUInt32((uint)Role);
}
