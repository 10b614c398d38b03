namespace OvsCtl.OpenFlow;

/// <summary>Which option of a tunnel a tun_metadata field stands for (nx_tlv_map).</summary>
/// <param name="OptionClass">The class of the option.</param>
/// <param name="OptionType">The type of the option in its class.</param>
/// <param name="OptionLength">The size of the option in bytes, a multiple of 4.</param>
/// <param name="Index">The number of the field, 0 to 63.</param>
public readonly record struct TlvMapping(ushort OptionClass, byte OptionType, byte OptionLength, ushort Index)
{
    internal static IReadOnlyList<TlvMapping> ReadAll(ref OpenFlowReader reader)
    {
        // option_class:2 option_type:1 option_len:1 index:2 pad:2
        var mappings = new List<TlvMapping>();
        while (!reader.IsAtEnd)
        {
            mappings.Add(new TlvMapping(reader.ReadUInt16(), reader.ReadByte(), reader.ReadByte(), reader.ReadUInt16()));
            reader.Skip(2);
        }

        return mappings;
    }

    internal static void WriteAll(OpenFlowWriter writer, IReadOnlyList<TlvMapping> mappings)
    {
        foreach (var mapping in mappings)
        {
            writer.WriteUInt16(mapping.OptionClass);
            writer.WriteByte(mapping.OptionType);
            writer.WriteByte(mapping.OptionLength);
            writer.WriteUInt16(mapping.Index);
            writer.WriteZeros(2);
        }
    }
}

/// <summary>What to do with mappings (nx_tlv_table_mod_command).</summary>
public enum TlvTableCommand : ushort
{
    /// <summary>NXTTMC_ADD: add them.</summary>
    Add = 0,

    /// <summary>NXTTMC_DELETE: remove them.</summary>
    Delete = 1,

    /// <summary>NXTTMC_CLEAR: remove all.</summary>
    Clear = 2,
}

/// <summary>Changes which options of tunnels have fields (NXT_TLV_TABLE_MOD). It is not answered.</summary>
/// <param name="Command">What to do.</param>
/// <param name="Mappings">With which.</param>
public sealed record TlvTableMod(TlvTableCommand Command, IReadOnlyList<TlvMapping> Mappings) : ExperimenterMessage
{
    internal const uint NXT_TLV_TABLE_MOD = 24;

    /// <inheritdoc/>
    public override uint Experimenter => Nicira;

    /// <inheritdoc/>
    public override uint ExperimenterType => NXT_TLV_TABLE_MOD;

    /// <summary>With which.</summary>
    public IReadOnlyList<TlvMapping> Mappings { get; init => field = ValueList<TlvMapping>.Of(value); } = Mappings;

    internal static TlvTableMod ReadRest(ref OpenFlowReader reader)
    {
        // command:2 pad:6 mappings
        var command = (TlvTableCommand)reader.ReadUInt16();
        reader.Skip(6);
        return new TlvTableMod(command, TlvMapping.ReadAll(ref reader));
    }

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteUInt16((ushort)Command);
        writer.WriteZeros(6);
        TlvMapping.WriteAll(writer, Mappings);
    }
}

/// <summary>Asks which options of tunnels have fields (NXT_TLV_TABLE_REQUEST).</summary>
public sealed record TlvTableRequest : ExperimenterMessage
{
    internal const uint NXT_TLV_TABLE_REQUEST = 25;

    /// <inheritdoc/>
    public override uint Experimenter => Nicira;

    /// <inheritdoc/>
    public override uint ExperimenterType => NXT_TLV_TABLE_REQUEST;

    internal override void WriteRest(OpenFlowWriter writer)
    {
    }
}

/// <summary>Which options of tunnels have fields (NXT_TLV_TABLE_REPLY).</summary>
/// <param name="MaxOptionSpace">How many bytes all options together may have.</param>
/// <param name="MaxFields">How many fields there are.</param>
/// <param name="Mappings">The fields in use.</param>
public sealed record TlvTableReply(uint MaxOptionSpace, ushort MaxFields, IReadOnlyList<TlvMapping> Mappings) : ExperimenterMessage
{
    internal const uint NXT_TLV_TABLE_REPLY = 26;

    /// <inheritdoc/>
    public override uint Experimenter => Nicira;

    /// <inheritdoc/>
    public override uint ExperimenterType => NXT_TLV_TABLE_REPLY;

    /// <summary>The fields in use.</summary>
    public IReadOnlyList<TlvMapping> Mappings { get; init => field = ValueList<TlvMapping>.Of(value); } = Mappings;

    internal static TlvTableReply ReadRest(ref OpenFlowReader reader)
    {
        // max_option_space:4 max_fields:2 reserved:10 mappings
        var space = reader.ReadUInt32();
        var fields = reader.ReadUInt16();
        reader.Skip(10);
        return new TlvTableReply(space, fields, TlvMapping.ReadAll(ref reader));
    }

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteUInt32(MaxOptionSpace);
        writer.WriteUInt16(MaxFields);
        writer.WriteZeros(10);
        TlvMapping.WriteAll(writer, Mappings);
    }
}
