namespace OvsCtl.OpenFlow;

/// <summary>What a packet-in says as properties (NXPINT_*): NXT_PACKET_IN2 and, sent back, NXT_RESUME.</summary>
public abstract record PacketInProperties : ExperimenterMessage
{
    private const ushort NXPINT_PACKET = 0, NXPINT_FULL_LEN = 1, NXPINT_BUFFER_ID = 2, NXPINT_TABLE_ID = 3, NXPINT_COOKIE = 4,
        NXPINT_REASON = 5, NXPINT_METADATA = 6, NXPINT_CONTINUATION = 8;

    private protected PacketInProperties(IReadOnlyList<MessageProperty> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        Properties = ValueList<MessageProperty>.Of(properties);
        foreach (var property in Properties) Read(property);
    }

    /// <summary>The properties in order, unknown ones too.</summary>
    public IReadOnlyList<MessageProperty> Properties { get; }

    /// <summary>The packet, from its Ethernet header on, or the first bytes of it.</summary>
    public OctetString Data { get; private set; }

    /// <summary>The size of the packet in bytes when <see cref="Data"/> is not all of it; otherwise 0.</summary>
    public uint TotalLength { get; private set; }

    /// <summary>Where the switch keeps the packet; <see cref="FlowMod.NoBuffer"/> when it does not.</summary>
    public uint BufferId { get; private set; } = FlowMod.NoBuffer;

    /// <summary>The table of the flow that sent it.</summary>
    public TableId TableId { get; private set; }

    /// <summary>The cookie of the flow that sent it; null when the switch did not say.</summary>
    public Cookie? Cookie { get; private set; }

    /// <summary>Why it was sent.</summary>
    public PacketInReason Reason { get; private set; }

    /// <summary>What the packet itself does not say: the port it came in by, metadata, tunnel.</summary>
    public Match Metadata { get; private set; } = Match.Any;

    /// <summary>What the action that sent it added.</summary>
    public OctetString Userdata { get; private set; }

    /// <summary>Where the switch goes on when it gets the packet back; its content is the switch's own matter.</summary>
    public IReadOnlyList<MessageProperty> Continuation { get; private set; } = [];

    internal const ushort NXPINT_USERDATA = 7;

    internal sealed override void WriteRest(OpenFlowWriter writer) => MessageProperty.WriteAll(writer, Properties);

    private void Read(MessageProperty property)
    {
        switch (property.Type)
        {
            case NXPINT_PACKET: Data = property.Data; break;
            case NXPINT_FULL_LEN: TotalLength = property.ToUInt32(); break;
            case NXPINT_BUFFER_ID: BufferId = property.ToUInt32(); break;
            case NXPINT_TABLE_ID: TableId = new TableId(property.ToByte()); break;
            case NXPINT_COOKIE: Cookie = new Cookie(property.ToUInt64()); break;
            case NXPINT_REASON: Reason = (PacketInReason)property.ToByte(); break;
            case NXPINT_USERDATA: Userdata = property.Data; break;
            case NXPINT_METADATA:
                var fields = new OpenFlowReader(property.Data) { LengthError = OfpError.OFPBMC_BAD_LEN };
                Metadata = Match.ReadFields(ref fields);
                break;
            case NXPINT_CONTINUATION:
                var nested = property.Nested();
                Continuation = ValueList<MessageProperty>.Of(MessageProperty.ReadAll(ref nested));
                break;
        }
    }
}
