namespace OvsCtl.OpenFlow;

/// <summary>A property of a message: type and length, then what the type says (ofp_prop_header; in Open vSwitch's extensions as in OpenFlow 1.4).</summary>
/// <param name="Type">Which property; 0xffff begins one of an experimenter.</param>
/// <param name="Data">What follows type and length, without padding.</param>
public sealed record MessageProperty(ushort Type, OctetString Data)
{
    internal const ushort Experimenter = 0xffff;

    internal static IReadOnlyList<MessageProperty> ReadAll(ref OpenFlowReader reader)
    {
        // type:2 length:2 data, then padding to 8 that the length does not count
        var properties = new List<MessageProperty>();
        var rest = reader.ReadNested(reader.Remaining, OfpError.OFPBPC_BAD_LEN);
        while (!rest.IsAtEnd)
        {
            var data = rest.ReadTlv("A property", minimum: 4, alignment: 1, out var type);
            var length = data.Remaining + 4;
            if (type == Experimenter) CheckExperimenter(data);
            properties.Add(new MessageProperty(type, data.ReadRest()));
            rest.Skip((8 - (length % 8)) % 8);
        }

        return properties;
    }

    internal static void WriteAll(OpenFlowWriter writer, IReadOnlyList<MessageProperty> properties)
    {
        foreach (var property in properties)
        {
            var start = writer.BeginTlv(property.Type);
            writer.WriteBytes(property.Data);
            writer.EndTlv(start);
            writer.PadTo8(start);
        }
    }

    /// <summary>The data as a number of an exact size.</summary>
    /// <exception cref="OpenFlowProtocolException">It has another size.</exception>
    internal uint ToUInt32() => Data.Length == 4 ? Reader().ReadUInt32() : throw BadLength(4);

    /// <summary>The data as a number; Open vSwitch allows anything behind it.</summary>
    /// <exception cref="OpenFlowProtocolException">There is none.</exception>
    internal ushort ToUInt16() => Data.Length >= 2 ? Reader().ReadUInt16() : throw BadLength(2);

    /// <inheritdoc cref="ToUInt16"/>
    internal byte ToByte() => Data.Length >= 1 ? Data.Span[0] : throw BadLength(1);

    /// <summary>The data as a number that is aligned to 8 bytes.</summary>
    /// <exception cref="OpenFlowProtocolException">It has another size.</exception>
    internal ulong ToUInt64()
    {
        if (Data.Length != 12) throw BadLength(12);
        var reader = Reader();
        reader.Skip(4);
        return reader.ReadUInt64();
    }

    /// <summary>The data as properties that are aligned to 8 bytes.</summary>
    /// <exception cref="OpenFlowProtocolException">They are damaged.</exception>
    internal OpenFlowReader Nested()
    {
        var reader = Reader();
        reader.Skip(4);
        return reader;
    }

    internal OpenFlowReader Reader() => new(Data) { LengthError = OfpError.OFPBPC_BAD_LEN };

    private static void CheckExperimenter(OpenFlowReader data)
    {
        // experimenter:4 exp_type:4
        var experimenter = data.ReadUInt32();
        data.Skip(4);
        if (experimenter == 0) throw new OpenFlowProtocolException("A property is of experimenter 0, which is none.", OfpError.OFPBPC_BAD_EXPERIMENTER);
    }

    private OpenFlowProtocolException BadLength(int due) => new($"Property {Type} has {Data.Length} bytes; {due} are due.", OfpError.OFPBPC_BAD_LEN);
}
