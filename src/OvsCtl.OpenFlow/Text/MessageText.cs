using System.Globalization;
using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>Messages as <c>ovs-ofctl ofp-print</c> writes them.</summary>
public static class MessageText
{
    private static readonly string[] s_capabilities = ["FLOW_STATS", "TABLE_STATS", "PORT_STATS", "GROUP_STATS", "", "IP_REASM", "QUEUE_STATS", "", "PORT_BLOCKED"];

    /// <summary>The message as ovs-ofctl writes it, with the line end it has there.</summary>
    /// <param name="message">The message.</param>
    /// <param name="text">The text, when true is returned.</param>
    /// <returns>False for a kind of message whose text this version does not know.</returns>
    public static bool TryFormat(OpenFlowMessage message, out string text)
    {
        ArgumentNullException.ThrowIfNull(message);
        var (name, body) = message.Version == OpenFlowMessage.Version13 ? Parts(message) : default;
        text = name is null ? "" : $"{name} (OF1.3) (xid={FieldText.Hex0(message.Xid.Value)}):{body}{(body.EndsWith('\n') ? "" : "\n")}";
        return name is not null;
    }

    private static (string? Name, string Body) Parts(OpenFlowMessage message) => message switch
    {
        Hello hello when VersionBitmap(hello) is { } versions => ("OFPT_HELLO", versions),
        EchoRequest { Data.IsEmpty: true } => ("OFPT_ECHO_REQUEST", " 0 bytes of payload"),
        EchoReply { Data.IsEmpty: true } => ("OFPT_ECHO_REPLY", " 0 bytes of payload"),
        EchoRequest echo => ("OFPT_ECHO_REQUEST", Payload(echo.Data)),
        EchoReply echo => ("OFPT_ECHO_REPLY", Payload(echo.Data)),
        BarrierRequest => ("OFPT_BARRIER_REQUEST", ""),
        BarrierReply => ("OFPT_BARRIER_REPLY", ""),
        FeaturesRequest => ("OFPT_FEATURES_REQUEST", ""),
        FeaturesReply features => ("OFPT_FEATURES_REPLY", Features(features)),
        GetConfigRequest => ("OFPT_GET_CONFIG_REQUEST", ""),
        GetConfigReply config => ("OFPT_GET_CONFIG_REPLY", Config(config.Flags, config.MissSendLength)),
        SetConfig config => ("OFPT_SET_CONFIG", Config(config.Flags, config.MissSendLength)),
        FlowMod flow when !HasUnknownParts(flow) => ("OFPT_FLOW_MOD", " " + FlowText.FlowMod(flow)),
        DescRequest => ("OFPST_DESC request", ""),
        DescReply desc => ("OFPST_DESC reply", $"\nManufacturer: {desc.Manufacturer}\nHardware: {desc.Hardware}\nSoftware: {desc.Software}\nSerial Num: {desc.SerialNumber}\nDP Description: {desc.Datapath}"),
        PortDescRequest => ("OFPST_PORT_DESC request", ""),
        _ => (null, ""),
    };

    private static string? VersionBitmap(Hello hello)
    {
        if (hello.Elements is not [{ Type: 1 } element] || element.Data.Length < 4) return null;
        var bitmap = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(element.Data.Span);
        var versions = Enumerable.Range(0, 32).Where(bit => (bitmap >> bit & 1) != 0).Select(bit => $"0x{bit:x2}");
        return $"\n version bitmap: {string.Join(", ", versions)}";
    }

    private static string Payload(OctetString data) => string.Create(CultureInfo.InvariantCulture, $" {data.Length} bytes of payload\n{HexDump(data)}");

    private static string Features(FeaturesReply features)
    {
        var names = Enumerable.Range(0, s_capabilities.Length).Where(bit => (features.Capabilities >> bit & 1) != 0).Select(bit => s_capabilities[bit]);
        var auxiliary = features.AuxiliaryId == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", auxiliary_id:{features.AuxiliaryId}");
        return string.Create(CultureInfo.InvariantCulture, $" dpid:{features.DatapathId}\nn_tables:{features.TableCount}, n_buffers:{features.BufferCount}{auxiliary}\ncapabilities: {string.Join(' ', names)}");
    }

    private static string Config(ushort flags, ushort missSendLength)
    {
        var fragments = (flags & 3) switch { 0 => "normal", 1 => "drop", 2 => "reassemble", _ => "***error***" };
        return string.Create(CultureInfo.InvariantCulture, $" frags={fragments} miss_send_len={missSendLength}");
    }

    private static bool HasUnknownParts(FlowMod flow) =>
        flow.Match.Entries.Any(entry => entry.Field.IsUnknown) || flow.Instructions.Any(instruction => instruction switch
        {
            RawInstruction => true,
            ApplyActions apply => apply.Actions.Any(IsUnknown),
            WriteActions write => write.Actions.Any(IsUnknown),
            _ => false,
        });

    private static bool IsUnknown(FlowAction action) => action is RawAction or SetField { Entry.Field.IsUnknown: true };

    // Sixteen bytes a line, an offset before and the printable characters after them.
    private static string HexDump(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        for (var at = 0; at < bytes.Length; at += 16)
        {
            text.Append(CultureInfo.InvariantCulture, $"{at:x8} ");
            var line = bytes[at..Math.Min(at + 16, bytes.Length)];
            for (var i = 0; i < 16; i++) text.Append(i == 8 ? '-' : ' ').Append(i < line.Length ? line[i].ToString("x2", CultureInfo.InvariantCulture) : "  ");
            if (line.Length <= 8) text[^((16 - 8) * 3)] = line.Length == 8 ? '-' : ' ';
            text.Append(" |");
            for (var i = 0; i < 16; i++) text.Append(i >= line.Length ? ' ' : line[i] is >= 32 and < 127 ? (char)line[i] : '.');
            text.Append("|\n");
        }

        return text.ToString();
    }
}
