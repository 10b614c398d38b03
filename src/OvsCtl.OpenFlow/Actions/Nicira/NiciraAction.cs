using System.Buffers.Binary;

namespace OvsCtl.OpenFlow;

/// <summary>An action of Open vSwitch or the ONF beyond the standard (nicira-ext.h, ovs-actions(7)).</summary>
public abstract record NiciraAction : FlowAction
{
    internal const uint NX_VENDOR_ID = 0x00002320;
    internal const uint ONF_VENDOR_ID = 0x4f4e4600;
    internal const ushort OFPAT_EXPERIMENTER = 0xffff;

    private protected NiciraAction()
    {
    }

    internal sealed override ActionType Type => (ActionType)OFPAT_EXPERIMENTER;

    internal abstract ushort Subtype { get; }

    internal virtual uint Vendor => NX_VENDOR_ID;

    /// <returns>Null for one this library does not know.</returns>
    internal static FlowAction? TryRead(ReadOnlySpan<byte> body, int depth)
    {
        // vendor:4 subtype:2, after type and length
        if (body.Length < 12) return null;
        var vendor = BinaryPrimitives.ReadUInt32BigEndian(body);
        var subtype = BinaryPrimitives.ReadUInt16BigEndian(body[4..]);
        NiciraAction? action;
        try
        {
            var reader = new OpenFlowReader(body[6..]) { Depth = depth + 1 };
            action = vendor switch
            {
                NX_VENDOR_ID => NiciraActionReader.Read(subtype, ref reader),
                ONF_VENDOR_ID when subtype == MoveField.ONFACT_COPY_FIELD => MoveField.ReadBody(isOnf: true, ref reader),
                _ => null,
            };
        }
        catch (OpenFlowProtocolException)
        {
            // The action as a whole has a good length, so what is wrong inside it harms nothing else: it is kept as it is.
            return null;
        }

        if (action is null) return null;
        var writer = new OpenFlowWriter(body.Length + 4);
        WriteAll(writer, [action]);
        return writer.Written[4..].SequenceEqual(body) ? action : new LooseAction(action, OctetString.Copy(body));
    }

    internal sealed override void WriteBody(OpenFlowWriter writer)
    {
        writer.WriteUInt32(Vendor);
        writer.WriteUInt16(Subtype);
        WriteRest(writer);
    }

    /// <summary>Writes what follows the subtype.</summary>
    internal abstract void WriteRest(OpenFlowWriter writer);

    private protected static void WriteField(OpenFlowWriter writer, MatchField field)
    {
        writer.WriteUInt32(field.Header);
        if (field.Experimenter != 0) writer.WriteUInt32(field.Experimenter);
    }

    internal static MatchField ReadField(ref OpenFlowReader reader)
    {
        var header = reader.ReadUInt32();
        var size = (int)(header & 0xff);
        uint experimenter = 0;
        if (header >> 16 == 0xffff)
        {
            experimenter = reader.ReadUInt32();
            size -= 4;
        }

        var field = MatchField.Find(experimenter, (ushort)(header >> 16), (byte)(header >> 9 & 0x7f), hasMask: false, size);
        if (field.IsUnknown) throw new OpenFlowProtocolException($"An action names the unknown field {field}.");
        return field;
    }

    // Ports have 16 bits in Nicira's actions; the reserved ones are at the upper end of both ranges.
    internal static PortNumber FromPort16(ushort port) => new(port >= 0xff00 ? 0xffff0000 | port : port);

    private protected static ushort ToPort16(PortNumber port) => (ushort)port.Value;

    private protected static string HexBytes(ReadOnlySpan<byte> bytes)
    {
        var parts = new string[bytes.Length];
        for (var i = 0; i < parts.Length; i++) parts[i] = bytes[i].ToString("x2", System.Globalization.CultureInfo.InvariantCulture);
        return string.Join('.', parts);
    }
}
