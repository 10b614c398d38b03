using System.Buffers.Binary;
using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>OFPT_ERROR in Open vSwitch's words: the error's name, then the message it is about, which may be cut off.</summary>
internal static class ErrorText
{
    // Before OpenFlow 1.2 had experimenter errors: type and code of the outside, then vendor:4 type:2 code:2.
    private const ushort NXET_VENDOR = 0xb0c2, NXVC_VENDOR_ERROR = 0;

    /// <exception cref="OpenFlowProtocolException">Open vSwitch does not know the error.</exception>
    public static void Append(StringBuilder text, ErrorMessage error, NestingLimit limit)
    {
        if (error.Version != OpenFlowMessage.Version13 && error.Type != ErrorMessage.OFPET_HELLO_FAILED)
            throw new OpenFlowTextException($"An error of version 0x{error.Version:x2} has no text here; OpenFlow 1.3 is 0x04.");

        var (code, data) = Unwrap(error);
        if (!code.IsKnown) throw new OpenFlowProtocolException($"Error type {error.Type} code {error.Code} is none that Open vSwitch knows.", OfpError.OFPBRC_BAD_LEN);
        text.Append(' ').Append(code.Name).Append('\n');
        if (error.Type == ErrorMessage.OFPET_HELLO_FAILED) AppendPrintable(text, data);
        else MessageText.AppendNested(text, data, limit);
    }

    private static (OpenFlowErrorCode Code, OctetString Data) Unwrap(ErrorMessage error)
    {
        var data = error.Data;
        if (error.Type == OpenFlowErrorCode.OFPET_EXPERIMENTER && data.Length >= 4) return (error.ErrorCode, data.Memory[4..]);
        if ((error.Type, error.Code) == (NXET_VENDOR, NXVC_VENDOR_ERROR) && data.Length >= 8)
        {
            var vendor = BinaryPrimitives.ReadUInt32BigEndian(data);
            var type = BinaryPrimitives.ReadUInt16BigEndian(data.Span[4..]);
            var code = BinaryPrimitives.ReadUInt16BigEndian(data.Span[6..]);

            // In OpenFlow 1.3 an experimenter numbers its errors with one number.
            return (code == 0 ? new OpenFlowErrorCode(OpenFlowErrorCode.OFPET_EXPERIMENTER, type, vendor) : new OpenFlowErrorCode(type, code, vendor), data.Memory[8..]);
        }

        return (error.ErrorCode, data);
    }

    private static void AppendPrintable(StringBuilder text, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (b is >= 0x20 and <= 0x7e and not (byte)'\\' and not (byte)'"') text.Append((char)b);
            else text.Append('\\').Append(Convert.ToString(b, 8).PadLeft(3, '0'));
        }
    }
}
