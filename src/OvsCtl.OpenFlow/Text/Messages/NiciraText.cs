using System.Globalization;
using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>Small messages of Nicira in Open vSwitch's words.</summary>
internal static class NiciraText
{
    private const int TunMetadataFields = 64;

    /// <exception cref="OpenFlowProtocolException">There is no such format.</exception>
    public static string Format(SetPacketInFormat set) => " format=" + set.Format switch
    {
        PacketInFormat.Standard => "standard",
        PacketInFormat.Nicira => "nxt_packet_in",
        PacketInFormat.Nicira2 => "nxt_packet_in2",
        _ => throw new OpenFlowProtocolException($"{(uint)set.Format} is no format of packet-ins.", OfpError.OFPBRC_EPERM),
    };

    /// <exception cref="OpenFlowProtocolException">There is no such role.</exception>
    public static string Role(NiciraRole role) => role switch
    {
        NiciraRole.Other => RoleText.Role(ControllerRole.Equal),
        NiciraRole.Master => RoleText.Role(ControllerRole.Master),
        NiciraRole.Slave => RoleText.Role(ControllerRole.Slave),
        _ => throw new OpenFlowProtocolException($"{(uint)role} is no role a controller may have.", OfpError.OFPRRFC_BAD_ROLE),
    };

    /// <exception cref="OpenFlowProtocolException">Open vSwitch refuses the match.</exception>
    public static string Format(NiciraFlowRemoved removed) => FlowRemovedText.Format(new FlowRemoved
    {
        Match = removed.Match,
        Priority = removed.Priority,
        Reason = removed.Reason,
        TableId = removed.TableId ?? new TableId(0xff),
        Cookie = removed.Cookie,
        WireDuration = removed.WireDuration,
        IdleTimeout = removed.IdleTimeout,
        PacketCount = removed.PacketCount,
        ByteCount = removed.ByteCount,
    });

    /// <exception cref="OpenFlowProtocolException">There is no such command, or a mapping is impossible.</exception>
    public static string Format(TlvTableMod mod)
    {
        var command = mod.Command switch
        {
            TlvTableCommand.Add => "ADD",
            TlvTableCommand.Delete => "DEL",
            TlvTableCommand.Clear => "CLEAR",
            _ => throw new OpenFlowProtocolException($"{(ushort)mod.Command} is nothing to do with a table of options.", OfpError.NXTTMFC_BAD_COMMAND),
        };
        Check(mod.Mappings, TunMetadataFields);
        var text = new StringBuilder("\n ").Append(command);
        if (mod.Command != TlvTableCommand.Clear) Append(text, mod.Mappings);
        return text.ToString();
    }

    /// <exception cref="OpenFlowProtocolException">A mapping is impossible.</exception>
    public static string Format(TlvTableReply reply)
    {
        Check(reply.Mappings, reply.MaxFields);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\n max option space={reply.MaxOptionSpace} max fields={reply.MaxFields}\n allocated option space={reply.Mappings.Sum(m => m.OptionLength)}\n\n");
        Append(text, reply.Mappings);
        return text.ToString();
    }

    private static void Check(IReadOnlyList<TlvMapping> mappings, int fields)
    {
        const int largestOption = 124;
        foreach (var mapping in mappings)
        {
            if (mapping.OptionLength % 4 != 0 || mapping.OptionLength > largestOption) throw new OpenFlowProtocolException($"No option has {mapping.OptionLength} bytes.", OfpError.NXTTMFC_BAD_OPT_LEN);
            if (mapping.Index >= fields) throw new OpenFlowProtocolException($"There is no field {mapping.Index}.", OfpError.NXTTMFC_BAD_FIELD_IDX);
        }
    }

    private static void Append(StringBuilder text, IReadOnlyList<TlvMapping> mappings)
    {
        text.Append(" mapping table:\n  class  type  length  match field\n ------  ----  ------  --------------");
        foreach (var mapping in mappings)
            text.Append(CultureInfo.InvariantCulture, $"\n {FieldText.Hex(mapping.OptionClass),6}  {FieldText.Hex(mapping.OptionType),4}  {mapping.OptionLength,6}  tun_metadata{mapping.Index}");
    }
}
