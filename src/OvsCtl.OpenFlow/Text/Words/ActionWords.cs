using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>What happens to packets, in words. An action that has no words of its own is said as it is written.</summary>
internal static class ActionWords
{
    public static IEnumerable<string> Of(Instruction instruction, Func<PortNumber, string?>? portName) => instruction switch
    {
        ApplyActions apply => apply.Actions.Select(a => Of(a, portName)),
        WriteActions write => write.Actions.Count == 0 ? [] : [$"at the end of the tables {string.Join(", ", write.Actions.Select(a => Of(a, portName)))}"],
        ClearActions => ["forget what earlier tables had set for the end"],
        GotoTable go => [$"go on to table {go.TableId}"],
        MeterInstruction meter => [string.Create(CultureInfo.InvariantCulture, $"are limited by meter {meter.MeterId}")],
        WriteMetadata write => [$"are given metadata 0x{write.Metadata:x}{(write.Mask == ulong.MaxValue ? "" : $" under the mask 0x{write.Mask:x}")}"],
        _ => [$"do {instruction.ToString(portName)}"],
    };

    public static string Of(FlowAction action, Func<PortNumber, string?>? portName) => action switch
    {
        LooseAction loose => Of(loose.Meaning, portName),
        Output output => Output(output.Port, portName),
        OutputTruncated output => string.Create(CultureInfo.InvariantCulture, $"are cut to {output.MaxLength} bytes and {Output(output.Port, portName)}"),
        OutputField output => $"leave by the port whose number is in {output.Source}",
        ControllerAction => "are sent to the controller",
        Group group => string.Create(CultureInfo.InvariantCulture, $"are handed to group {group.GroupId}"),
        SetQueue queue => string.Create(CultureInfo.InvariantCulture, $"are put into queue {queue.QueueId}"),
        PopQueue => "are put back into the default queue",
        PushVlan => "get a VLAN tag",
        PopVlan => "lose their VLAN tag",
        PushMpls => "get an MPLS label",
        PopMpls => "lose their MPLS label",
        SetField set => Set(set.Entry, portName),
        LoadMasked set => Set(set.Entry, portName),
        LoadField load => $"get 0x{load.Value:x} as {load.Destination}",
        MoveField move => $"get what is in {move.Source} as {move.Destination}",
        SetNwTtl ttl => string.Create(CultureInfo.InvariantCulture, $"get a TTL of {ttl.Ttl}"),
        DecNwTtl => "have their TTL lowered by one",
        SetTunnel tunnel => $"get 0x{tunnel.Key:x} as the tunnel's key",
        Resubmit resubmit => Resubmit(resubmit, portName),
        ConnectionTrack track => Track(track, portName),
        CtClear => "are untracked",
        NetworkAddressTranslation nat => Translate(nat, portName),
        Clone clone => $"as a copy {Join(clone.Actions, portName)}",
        Learn learn => string.Create(CultureInfo.InvariantCulture, $"teach the switch a flow in table {learn.Table} ({learn.ToString(portName)})"),
        Conjunction conjunction => string.Create(CultureInfo.InvariantCulture, $"fulfil part {conjunction.Clause + 1} of {conjunction.ClauseCount} of condition {conjunction.Id}"),
        Exit => "are done with",
        Note => "are as they were (a note is attached)",
        _ => $"do {action.ToString(portName)}",
    };

    private static string Output(PortNumber port, Func<PortNumber, string?>? portName) =>
        port == PortNumber.Local ? "go to the bridge's own interface"
        : port == PortNumber.Controller ? "are sent to the controller"
        : port == PortNumber.Flood || port == PortNumber.All ? "leave by every port but the one they came in by"
        : port == PortNumber.InPort ? "leave by the port they came in by"
        : port == PortNumber.Normal ? "are forwarded as by a switch that learns where each MAC lives"
        : port == PortNumber.Table ? "go through the tables"
        : $"leave by {MatchWords.Port(port, portName)}";

    private static string Set(MatchEntry entry, Func<PortNumber, string?>? portName)
    {
        var value = FieldText.Value(entry, portName);
        return entry.Field.Name switch
        {
            "eth_src" => $"get {value} as their source MAC",
            "eth_dst" => $"get {value} as their destination MAC",
            "ip_src" or "ipv6_src" => $"get {value} as their source address",
            "ip_dst" or "ipv6_dst" => $"get {value} as their destination address",
            "tcp_src" or "udp_src" or "sctp_src" => $"get {value} as their source port",
            "tcp_dst" or "udp_dst" or "sctp_dst" => $"get {value} as their destination port",
            "vlan_vid" => string.Create(CultureInfo.InvariantCulture, $"get VLAN tag {entry.ValueAsNumber & 0xfff}"),
            "tun_id" => $"get {value} as the tunnel's key",
            var name => $"get {value} as {name}",
        };
    }

    private static string Resubmit(Resubmit resubmit, Func<PortNumber, string?>? portName)
    {
        var table = resubmit.Table != 255 ? string.Create(CultureInfo.InvariantCulture, $"table {resubmit.Table}") : "the same table";
        return resubmit.Port == PortNumber.InPort
            ? $"are looked up in {table}"
            : $"are looked up in {table} as if they came in by {MatchWords.Port(resubmit.Port, portName)}";
    }

    private static string Track(ConnectionTrack track, Func<PortNumber, string?>? portName)
    {
        var words = "go through connection tracking";
        if (track.Zone != 0) words += string.Create(CultureInfo.InvariantCulture, $" in zone {track.Zone}");
        if ((track.Flags & 1) != 0) words += ", which remembers the connection";
        if (track.Actions.Count > 0) words += $" ({Join(track.Actions, portName)})";
        return track.Table != 255 ? string.Create(CultureInfo.InvariantCulture, $"{words} and go on to table {track.Table}") : words;
    }

    private static string Translate(NetworkAddressTranslation nat, Func<PortNumber, string?>? portName) =>
        (nat.Flags & 1) != 0 ? $"get another source address: {nat.ToString(portName)}"
        : (nat.Flags & 2) != 0 ? $"get another destination address: {nat.ToString(portName)}"
        : "have their addresses translated as the connection's first packet had";

    private static string Join(IReadOnlyList<FlowAction> actions, Func<PortNumber, string?>? portName) => string.Join(", ", actions.Select(a => Of(a, portName)));
}
