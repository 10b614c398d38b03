using System.Globalization;
using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>Which messages come unasked, in Open vSwitch's words.</summary>
internal static class AsyncConfigText
{
    private static readonly string?[] s_flowRemoved = ["idle", "hard", "delete", "group_delete", "meter_delete", "eviction"];

    // In the order of the properties of OpenFlow 1.4: of each kind the slave's, then the master's. What 1.3 has no reason for is cut off.
    private static readonly Kind[] s_kinds =
    [
        new("PACKET_IN", 0x7, ["no_match", "action", "invalid_ttl"]),
        new("PORT_STATUS", 0x7, ["add", "delete", "modify"]),
        new("FLOW_REMOVED", 0x3f, s_flowRemoved),
        new("ROLE_STATUS", 0x7, ["primary_request", "configuration_changed", "experimenter_data_changed"]),
        new("TABLE_STATUS", 0x18, [null, null, null, "vacancy_down", "vacancy_up"]),
        new("REQUESTFORWARD", 0x3, ["group_mod_request", "meter_mod_request"]),
    ];

    public static string Format(AsyncConfig config) => Format(
        [config.PacketInMaster, config.PortStatusMaster, config.FlowRemovedMaster, 0, 0, 0],
        [config.PacketInSlave, config.PortStatusSlave, config.FlowRemovedSlave, 0, 0, 0]);

    /// <exception cref="OpenFlowProtocolException">There is no such property, or no such reason.</exception>
    public static string Format(SetAsyncProperties set)
    {
        const ushort firstExperimenter = 0xfffe;
        uint[] master = new uint[s_kinds.Length], slave = new uint[s_kinds.Length];
        foreach (var property in set.Properties)
        {
            if (property.Type >= firstExperimenter) throw Refused(property, OfpError.OFPBPC_BAD_EXPERIMENTER);
            if (property.Type / 2 >= s_kinds.Length) throw Refused(property, OfpError.OFPACFC_UNSUPPORTED);
            var reasons = property.ToUInt32();
            if ((reasons & ~s_kinds[property.Type / 2].Allowed) != 0) throw Refused(property, OfpError.OFPACFC_INVALID);
            (property.Type % 2 == 0 ? slave : master)[property.Type / 2] = reasons;
        }

        return Format(master, slave);
    }

    private static string Format(ReadOnlySpan<uint> master, ReadOnlySpan<uint> slave)
    {
        var text = new StringBuilder("\n primary:\n");
        Append(text, master);
        text.Append("\n secondary:\n");
        Append(text, slave);
        return text.ToString();
    }

    private static void Append(StringBuilder text, ReadOnlySpan<uint> reasons)
    {
        for (var i = 0; i < s_kinds.Length; i++)
        {
            var kind = s_kinds[i];
            var allowed = reasons[i] & kind.Allowed;
            text.Append(CultureInfo.InvariantCulture, $"{kind.Name,16}:").Append(allowed == 0 ? " (off)" : " " + BitNames.Format(allowed, kind.Reasons, ' ')).Append('\n');
        }
    }

    private static OpenFlowProtocolException Refused(MessageProperty property, OfpError error) => new($"Property {property.Type} with {property.Data} is refused.", error);

    private sealed record Kind(string Name, uint Allowed, string?[] Reasons);
}
