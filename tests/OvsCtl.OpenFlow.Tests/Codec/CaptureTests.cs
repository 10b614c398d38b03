using OvsCtl.OpenFlow.Tests.Support;

namespace OvsCtl.OpenFlow.Tests.Codec;

/// <summary>What Open vSwitch 3.1 sent, one message a line: a name and the bytes.</summary>
public sealed class CaptureTests
{
    private static readonly Dictionary<string, string> s_captures = Load();

    public static TheoryData<string> Names => [.. s_captures.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_a_switch_sent_is_encoded_as_it_was_decoded(string name)
    {
        Assert.Equal(s_captures[name], Convert.ToHexStringLower(Bytes.Encode(Bytes.DecodeHex(s_captures[name]))));
    }

    [Fact]
    public void The_flows_read_as_ovs_ofctl_writes_them()
    {
        var flows = Assert.IsType<FlowStatsReply>(Bytes.DecodeHex(s_captures["flow-stats-reply"])).Flows;

        Assert.Equal(
            [
                "cookie=0x5, duration=0.047s, table=0, n_packets=0, n_bytes=0, priority=10,arp,arp_spa=10.0.0.1 actions=goto_table:1",
                "cookie=0x0, duration=0.004s, table=1, n_packets=0, n_bytes=0, idle_timeout=60, send_flow_rem priority=20,ip,nw_dst=10.1.0.0/16 "
                    + "actions=set_field:02:00:00:00:00:01->eth_dst,dec_ttl,output:1,CONTROLLER:128",
            ],
            flows.Select(flow => flow.ToString()));
    }

    [Fact]
    public void The_switch_and_its_port_are_known_by_their_values()
    {
        var features = Assert.IsType<FeaturesReply>(Bytes.DecodeHex(s_captures["features-reply"]));
        var port = Assert.Single(Assert.IsType<PortDescReply>(Bytes.DecodeHex(s_captures["port-desc-reply"])).Ports);
        var description = Assert.IsType<DescReply>(Bytes.DecodeHex(s_captures["desc-reply"]));

        Assert.Equal((DatapathId.Parse("0000000000000042"), (byte)254), (features.DatapathId, features.TableCount));
        Assert.Equal((PortNumber.Local, "br0", "02:00:00:00:00:42", PortConfig.PortDown), (port.Number, port.Name, port.HardwareAddress.ToString(), port.Config));
        Assert.Equal(("Nicira, Inc.", "Open vSwitch"), (description.Manufacturer, description.Hardware));
    }

    [Fact]
    public void The_error_names_what_was_wrong()
    {
        var error = Assert.IsType<ErrorMessage>(Bytes.DecodeHex(s_captures["error-bad-table-id"]));

        Assert.Equal(("OFPET_BAD_INSTRUCTION", "OFPBIC_BAD_TABLE_ID", new Xid(9)), (error.TypeName, error.CodeName, error.Xid));
    }

    private static Dictionary<string, string> Load()
    {
        using var stream = typeof(CaptureTests).Assembly.GetManifestResourceStream("openvswitch-3.1.txt")
            ?? throw new InvalidOperationException("The captures are not in the test assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToDictionary(parts => parts[0], parts => parts[1]);
    }
}
