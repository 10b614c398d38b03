using System.Buffers.Binary;

namespace OvsCtl.OpenFlow;

/// <summary>Something was refused (OFPT_ERROR, ofp_error_msg). <see cref="OpenFlowMessage.Xid"/> is that of what was refused.</summary>
/// <param name="Type">What kind of thing is wrong (ofp_error_type).</param>
/// <param name="Code">What is wrong with it.</param>
/// <param name="Data">At least the first 64 bytes of what was refused, or a text for HELLO_FAILED.</param>
public sealed record ErrorMessage(ushort Type, ushort Code, OctetString Data = default) : OpenFlowMessage
{
    internal const ushort OFPET_HELLO_FAILED = 0;
    internal const ushort OFPHFC_INCOMPATIBLE = 0;

    /// <inheritdoc/>
    public override MessageType MessageType => MessageType.Error;

    /// <summary>Type and code as one, with the experimenter where the error is one's own.</summary>
    public OpenFlowErrorCode ErrorCode => new(Type, Code, Experimenter);

    /// <summary>The error type in the words of the standard, <c>OFPET_FLOW_MOD_FAILED</c>; the number when there is none.</summary>
    public string TypeName => ErrorCode.TypeName;

    /// <summary>The error code in the words of Open vSwitch, <c>OFPFMFC_TABLE_FULL</c>; the number when there is none.</summary>
    public string CodeName => ErrorCode.Name;

    // ofp_error_experimenter_msg: the experimenter is where other errors have the refused message.
    private uint Experimenter =>
        Type == OpenFlowErrorCode.OFPET_EXPERIMENTER && Data.Length >= 4 ? BinaryPrimitives.ReadUInt32BigEndian(Data.Span) : 0;

    internal static ErrorMessage ReadBody(ref OpenFlowReader reader) => new(reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadRest());

    internal override void WriteBody(OpenFlowWriter writer)
    {
        writer.WriteUInt16(Type);
        writer.WriteUInt16(Code);
        writer.WriteBytes(Data);
    }
}
