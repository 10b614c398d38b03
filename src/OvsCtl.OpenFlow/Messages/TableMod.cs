namespace OvsCtl.OpenFlow;

/// <summary>Configures a table (OFPT_TABLE_MOD, ofp_table_mod). OpenFlow 1.3 has nothing to configure: the bits are those of other versions.</summary>
/// <param name="TableId">The table; <see cref="TableId.All"/> for every table.</param>
/// <param name="Config">ofp_table_config.</param>
public sealed record TableMod(TableId TableId, uint Config) : OpenFlowMessage
{
    /// <inheritdoc/>
    public override MessageType MessageType => MessageType.TableMod;

    internal static TableMod ReadBody(ref OpenFlowReader reader)
    {
        // table_id:1 pad:3 config:4
        var table = reader.ReadByte();
        reader.Skip(3);
        return new TableMod(new TableId(table), reader.ReadUInt32());
    }

    internal override void WriteBody(OpenFlowWriter writer)
    {
        writer.WriteByte(TableId.Value);
        writer.WriteZeros(3);
        writer.WriteUInt32(Config);
    }
}
