using System.Buffers.Binary;
using System.Collections.Frozen;

namespace OvsCtl.OpenFlow;

/// <summary>
/// A kind of message of OpenFlow 1.3 as Open vSwitch tells them apart: by type, for multiparts also by theirs, for experimenters
/// also by vendor and subtype. Before it reads a message it checks the size of what follows those headers.
/// </summary>
/// <param name="Name">Open vSwitch's name for it.</param>
/// <param name="Minimum">How many bytes follow the headers at least.</param>
/// <param name="Multiple">What may follow them comes in multiples of so many bytes; 0 when nothing may.</param>
internal sealed record MessageKind(string Name, int Minimum, int Multiple)
{
    public const uint NX = 0x00002320;
    public const uint ONF = 0x4f4e4600;
    private const byte OFPT_EXPERIMENTER = 4, OFPT_MULTIPART_REQUEST = 18, OFPT_MULTIPART_REPLY = 19;
    private const ushort OFPMP_EXPERIMENTER = 0xffff;
    private const int AnySize = 1;

    private static readonly FrozenDictionary<Key, MessageKind> s_kinds = new Dictionary<Key, MessageKind>([
        Standard(0, "OFPT_HELLO", 0, AnySize),
        Standard(1, "OFPT_ERROR", 4, AnySize),
        Standard(2, "OFPT_ECHO_REQUEST", 0, AnySize),
        Standard(3, "OFPT_ECHO_REPLY", 0, AnySize),
        Standard(5, "OFPT_FEATURES_REQUEST", 0),
        Standard(6, "OFPT_FEATURES_REPLY", 24),
        Standard(7, "OFPT_GET_CONFIG_REQUEST", 0),
        Standard(8, "OFPT_GET_CONFIG_REPLY", 4),
        Standard(9, "OFPT_SET_CONFIG", 4),
        Standard(10, "OFPT_PACKET_IN", 16, AnySize),
        Standard(11, "OFPT_FLOW_REMOVED", 40, multiple: 8),
        Standard(12, "OFPT_PORT_STATUS", 72),
        Standard(13, "OFPT_PACKET_OUT", 16, AnySize),
        Standard(14, "OFPT_FLOW_MOD", 40, multiple: 8),
        Standard(15, "OFPT_GROUP_MOD", 8, multiple: 8),
        Standard(16, "OFPT_PORT_MOD", 32),
        Standard(17, "OFPT_TABLE_MOD", 8),
        Standard(20, "OFPT_BARRIER_REQUEST", 0),
        Standard(21, "OFPT_BARRIER_REPLY", 0),
        Standard(22, "OFPT_QUEUE_GET_CONFIG_REQUEST", 8),
        Standard(23, "OFPT_QUEUE_GET_CONFIG_REPLY", 8, multiple: 8),
        Standard(24, "OFPT_ROLE_REQUEST", 16),
        Standard(25, "OFPT_ROLE_REPLY", 16),
        Standard(26, "OFPT_GET_ASYNC_REQUEST", 0),
        Standard(27, "OFPT_GET_ASYNC_REPLY", 24),
        Standard(28, "OFPT_SET_ASYNC", 24),
        Standard(29, "OFPT_METER_MOD", 8, multiple: 8),
        Experimenter(NX, 17, "NXT_PACKET_IN", 24, AnySize),
        Experimenter(NX, 30, "NXT_PACKET_IN2", 0, multiple: 8),
        Experimenter(NX, 14, "NXT_FLOW_REMOVED", 40, multiple: 8),
        Experimenter(NX, 13, "NXT_FLOW_MOD", 32, multiple: 8),
        Experimenter(NX, 10, "NXT_ROLE_REQUEST", 4),
        Experimenter(NX, 11, "NXT_ROLE_REPLY", 4),
        Experimenter(NX, 19, "NXT_SET_ASYNC_CONFIG", 24),
        Experimenter(NX, 27, "NXT_SET_ASYNC_CONFIG2", 0, multiple: 8),
        Experimenter(NX, 15, "NXT_FLOW_MOD_TABLE_ID", 8),
        Experimenter(NX, 16, "NXT_SET_PACKET_IN_FORMAT", 4),
        Experimenter(NX, 18, "NXT_FLOW_AGE", 0),
        Experimenter(NX, 20, "NXT_SET_CONTROLLER_ID", 8),
        Experimenter(NX, 24, "NXT_TLV_TABLE_MOD", 8, multiple: 8),
        Experimenter(NX, 25, "NXT_TLV_TABLE_REQUEST", 0),
        Experimenter(NX, 26, "NXT_TLV_TABLE_REPLY", 16, multiple: 8),
        Experimenter(NX, 28, "NXT_RESUME", 0, multiple: 8),
        Experimenter(NX, 29, "NXT_CT_FLUSH_ZONE", 8),
        Experimenter(NX, 32, "NXT_CT_FLUSH", 8, multiple: 8),
        Experimenter(ONF, 1911, "ONFT_ROLE_STATUS", 16, multiple: 8),
        Experimenter(ONF, 2350, "ONFT_REQUESTFORWARD", 8, multiple: 8),
        Experimenter(ONF, 2300, "ONFT_BUNDLE_CONTROL", 8, multiple: 8),
        Experimenter(ONF, 2301, "ONFT_BUNDLE_ADD_MESSAGE", 8, AnySize),
        Experimenter(ONF, 1870, "ONFT_FLOW_MONITOR_CANCEL", 4),
        Experimenter(ONF, 1871, "ONFT_FLOW_MONITOR_PAUSED", 0),
        Experimenter(ONF, 1872, "ONFT_FLOW_MONITOR_RESUMED", 0),
        Multipart(18, 0, "OFPST_DESC request", 0),
        Multipart(19, 0, "OFPST_DESC reply", 1056),
        Multipart(18, 1, "OFPST_FLOW request", 32, multiple: 8),
        Multipart(19, 1, "OFPST_FLOW reply", 0, AnySize),
        Multipart(18, 2, "OFPST_AGGREGATE request", 32, multiple: 8),
        Multipart(19, 2, "OFPST_AGGREGATE reply", 24),
        Multipart(18, 3, "OFPST_TABLE request", 0),
        Multipart(19, 3, "OFPST_TABLE reply", 0, multiple: 24),
        Multipart(18, 4, "OFPST_PORT request", 8),
        Multipart(19, 4, "OFPST_PORT reply", 0, multiple: 112),
        Multipart(18, 5, "OFPST_QUEUE request", 8),
        Multipart(19, 5, "OFPST_QUEUE reply", 0, multiple: 40),
        Multipart(18, 6, "OFPST_GROUP request", 8),
        Multipart(19, 6, "OFPST_GROUP reply", 0, multiple: 8),
        Multipart(18, 7, "OFPST_GROUP_DESC request", 0),
        Multipart(19, 7, "OFPST_GROUP_DESC reply", 0, multiple: 8),
        Multipart(18, 8, "OFPST_GROUP_FEATURES request", 0),
        Multipart(19, 8, "OFPST_GROUP_FEATURES reply", 40),
        Multipart(18, 9, "OFPST_METER request", 8),
        Multipart(19, 9, "OFPST_METER reply", 0, multiple: 8),
        Multipart(18, 10, "OFPST_METER_CONFIG request", 8),
        Multipart(19, 10, "OFPST_METER_CONFIG reply", 0, multiple: 8),
        Multipart(18, 11, "OFPST_METER_FEATURES request", 0),
        Multipart(19, 11, "OFPST_METER_FEATURES reply", 16),
        Multipart(18, 12, "OFPST_TABLE_FEATURES request", 0, multiple: 8),
        Multipart(19, 12, "OFPST_TABLE_FEATURES reply", 64, multiple: 8),
        Multipart(18, 13, "OFPST_PORT_DESC request", 0),
        Multipart(19, 13, "OFPST_PORT_DESC reply", 0, multiple: 64),
        ExperimenterMultipart(18, ONF, 1870, "ONFST_FLOW_MONITOR request", 0, multiple: 8),
        ExperimenterMultipart(19, ONF, 1870, "ONFST_FLOW_MONITOR reply", 0, multiple: 8),
        ExperimenterMultipart(18, NX, 3, "NXST_IPFIX_BRIDGE request", 0),
        ExperimenterMultipart(19, NX, 3, "NXST_IPFIX_BRIDGE reply", 88),
        ExperimenterMultipart(18, NX, 4, "NXST_IPFIX_FLOW request", 0),
        ExperimenterMultipart(19, NX, 4, "NXST_IPFIX_FLOW reply", 0, multiple: 88),    ]).ToFrozenDictionary();

    /// <summary>True for what is the same in every version of OpenFlow.</summary>
    public bool IsInEveryVersion => Name is "OFPT_HELLO" or "OFPT_ERROR" or "OFPT_ECHO_REQUEST" or "OFPT_ECHO_REPLY";

    public static bool IsMultipart(byte type) => type is OFPT_MULTIPART_REQUEST or OFPT_MULTIPART_REPLY;

    /// <summary>Finds the kind of a message that may be cut off.</summary>
    /// <param name="message">At least the header.</param>
    /// <param name="headersSize">How many bytes of headers a message of this kind has.</param>
    /// <exception cref="OpenFlowProtocolException">There is no such kind, or the headers that tell it are cut off.</exception>
    public static MessageKind Find(ReadOnlySpan<byte> message, out int headersSize)
    {
        // header:8, of a multipart type:2 flags:2 pad:4, of an experimenter's (multipart) experimenter:4 exp_type:4
        var type = message[1];
        headersSize = MessageHeader.Size;
        ushort multipart = 0;
        if (IsMultipart(type))
        {
            headersSize += 8;
            if (message.Length < headersSize) throw Error(OfpError.OFPBRC_BAD_LEN);
            multipart = BinaryPrimitives.ReadUInt16BigEndian(message[8..]);
        }

        uint vendor = 0, subtype = 0;
        if (type == OFPT_EXPERIMENTER || multipart == OFPMP_EXPERIMENTER)
        {
            headersSize += 8;
            if (message.Length < headersSize) throw Error(OfpError.OFPBRC_BAD_LEN);
            vendor = BinaryPrimitives.ReadUInt32BigEndian(message[(headersSize - 8)..]);
            subtype = BinaryPrimitives.ReadUInt32BigEndian(message[(headersSize - 4)..]);
            if (vendor is not (NX or ONF)) throw Error(OfpError.OFPBRC_BAD_VENDOR);
        }

        if (s_kinds.TryGetValue(new Key(type, multipart, vendor, subtype), out var kind)) return kind;
        throw Error(vendor != 0 ? OfpError.OFPBRC_BAD_SUBTYPE : IsMultipart(type) ? OfpError.OFPBRC_BAD_STAT : OfpError.OFPBRC_BAD_TYPE);
    }

    /// <exception cref="OpenFlowProtocolException">A body of this size is not allowed.</exception>
    public void CheckSize(int bodySize)
    {
        var more = bodySize - Minimum;
        if (more < 0 || (Multiple == 0 ? more != 0 : more % Multiple != 0)) throw Error(OfpError.OFPBRC_BAD_LEN);
    }

    private static OpenFlowProtocolException Error(OfpError error) => new("The message is of no kind that Open vSwitch knows, or has a size that kind does not allow.", error);

    private static KeyValuePair<Key, MessageKind> Standard(byte type, string name, int minimum, int multiple = 0) =>
        new(new Key(type, 0, 0, 0), new MessageKind(name, minimum, multiple));

    private static KeyValuePair<Key, MessageKind> Experimenter(uint vendor, uint subtype, string name, int minimum, int multiple = 0) =>
        new(new Key(OFPT_EXPERIMENTER, 0, vendor, subtype), new MessageKind(name, minimum, multiple));

    private static KeyValuePair<Key, MessageKind> Multipart(byte type, ushort multipart, string name, int minimum, int multiple = 0) =>
        new(new Key(type, multipart, 0, 0), new MessageKind(name, minimum, multiple));

    private static KeyValuePair<Key, MessageKind> ExperimenterMultipart(byte type, uint vendor, uint subtype, string name, int minimum, int multiple = 0) =>
        new(new Key(type, OFPMP_EXPERIMENTER, vendor, subtype), new MessageKind(name, minimum, multiple));

    private readonly record struct Key(byte Type, ushort Multipart, uint Vendor, uint Subtype);
}
