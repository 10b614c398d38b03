namespace OvsCtl.OpenFlow;

/// <summary>The role of a controller changed without its asking (ONFT_ROLE_STATUS, ONF extension 191; ofp_role_status).</summary>
/// <param name="Role">The role it has now.</param>
/// <param name="Reason">Why: 0 another became master, 1 the configuration changed, 2 an experimenter's reason.</param>
/// <param name="GenerationId">The newest election the switch has seen; all bits set when none.</param>
/// <param name="Properties">What follows, kept as it is.</param>
public sealed record RoleStatus(ControllerRole Role, byte Reason, ulong GenerationId, OctetString Properties = default) : ExperimenterMessage
{
    internal const uint ONFT_ROLE_STATUS = 1911;

    /// <inheritdoc/>
    public override uint Experimenter => Onf;

    /// <inheritdoc/>
    public override uint ExperimenterType => ONFT_ROLE_STATUS;

    internal static RoleStatus ReadRest(ref OpenFlowReader reader)
    {
        // role:4 reason:1 pad:3 generation_id:8 properties
        var role = (ControllerRole)reader.ReadUInt32();
        var reason = reader.ReadByte();
        reader.Skip(3);
        return new RoleStatus(role, reason, reader.ReadUInt64(), reader.ReadRest());
    }

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteUInt32((uint)Role);
        writer.WriteByte(Reason);
        writer.WriteZeros(3);
        writer.WriteUInt64(GenerationId);
        writer.WriteBytes(Properties);
    }
}
