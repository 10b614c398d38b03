using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>Sends the packet to controllers with more said than OUTPUT can (NXAST_CONTROLLER, NXAST_CONTROLLER2).</summary>
public sealed record ControllerAction : NiciraAction
{
    internal const uint NoMeter = 0xffffffff;

    /// <summary>How many bytes of the packet.</summary>
    public ushort MaxLength { get; init; } = 0xffff;

    /// <summary>Which controllers.</summary>
    public ushort ControllerId { get; init; }

    /// <summary>The reason they are told.</summary>
    public PacketInReason Reason { get; init; } = PacketInReason.Action;

    /// <summary>Bytes for them.</summary>
    public OctetString UserData { get; init; }

    /// <summary>True when the packet waits until they let it go on.</summary>
    public bool IsPausing { get; init; }

    /// <summary>The meter that limits this; 0xffffffff for none.</summary>
    public uint MeterId { get; init; } = NoMeter;

    /// <summary>True for the form with properties.</summary>
    public bool HasProperties { get; init; }

    internal override ushort Subtype => HasProperties ? (ushort)37 : (ushort)20;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName)
    {
        if (Reason == PacketInReason.Action && ControllerId == 0 && UserData.IsEmpty && !IsPausing && MeterId == NoMeter)
            return string.Create(CultureInfo.InvariantCulture, $"CONTROLLER:{MaxLength}");
        var parts = new List<string>();
        if (Reason != PacketInReason.Action) parts.Add("reason=" + PacketInReasonText.Name(Reason));
        if (MaxLength != 0xffff) parts.Add(string.Create(CultureInfo.InvariantCulture, $"max_len={MaxLength}"));
        if (ControllerId != 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"id={ControllerId}"));
        if (!UserData.IsEmpty) parts.Add("userdata=" + HexBytes(UserData));
        if (IsPausing) parts.Add("pause");
        if (MeterId != NoMeter) parts.Add(string.Create(CultureInfo.InvariantCulture, $"meter_id={MeterId}"));
        return $"controller({string.Join(',', parts)})";
    }

    internal static ControllerAction ReadOld(ref OpenFlowReader reader) => new()
    {
        // max_len:2 controller_id:2 reason:1 zero:1
        MaxLength = reader.ReadUInt16(),
        ControllerId = reader.ReadUInt16(),
        Reason = (PacketInReason)reader.ReadByte(),
    };

    internal static ControllerAction ReadProperties(ref OpenFlowReader reader)
    {
        // pad:6, then properties type:2 length:2 value, each padded to 8 bytes
        reader.Skip(6);
        var action = new ControllerAction { HasProperties = true };
        while (!reader.IsAtEnd)
        {
            var value = reader.ReadTlv("A controller property", 4, 1, out var type);
            var padding = (8 - ((value.Remaining + 4) % 8)) % 8;
            action = type switch
            {
                0 => action with { MaxLength = value.ReadUInt16() },
                1 => action with { ControllerId = value.ReadUInt16() },
                2 => action with { Reason = (PacketInReason)value.ReadByte() },
                3 => action with { UserData = value.ReadRest() },
                4 => action with { IsPausing = true },
                5 => action with { MeterId = value.ReadUInt32() },
                _ => throw new OpenFlowProtocolException($"A controller action has the unknown property {type}."),
            };
            reader.Skip(padding);
        }

        return action;
    }

    internal override void WriteRest(OpenFlowWriter writer)
    {
        if (!HasProperties)
        {
            writer.WriteUInt16(MaxLength);
            writer.WriteUInt16(ControllerId);
            writer.WriteByte((byte)Reason);
            writer.WriteByte(0);
            return;
        }

        writer.WriteZeros(6);
        if (MaxLength != 0xffff) WriteProperty(writer, 0, w => WritePadded(w, MaxLength));
        if (ControllerId != 0) WriteProperty(writer, 1, w => WritePadded(w, ControllerId));
        if (Reason != PacketInReason.Action) WriteProperty(writer, 2, w => w.WriteByte((byte)Reason));
        if (!UserData.IsEmpty) WriteProperty(writer, 3, w => w.WriteBytes(UserData));
        if (IsPausing) WriteProperty(writer, 4, _ => { });
        if (MeterId != NoMeter) WriteProperty(writer, 5, w => w.WriteUInt32(MeterId));
    }

    // Of these two the length counts the padding.
    private static void WritePadded(OpenFlowWriter writer, ushort value)
    {
        writer.WriteUInt16(value);
        writer.WriteZeros(2);
    }

    private static void WriteProperty(OpenFlowWriter writer, ushort type, Action<OpenFlowWriter> writeValue)
    {
        var start = writer.BeginTlv(type);
        writeValue(writer);
        writer.EndTlv(start);
        writer.PadTo8(start);
    }
}
