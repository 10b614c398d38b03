using OvsCtl.Api.V1;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Tests.Rendering;

public sealed class StatusViewTests
{
    [Fact]
    public void Status_draws_what_is_plugged_into_what() =>
        Assert.Equal(
            """
            lab red-blue: drifted (labs/red-blue.yaml)
            switch v-net-0  ovs/netdev  172.16.10.254/24  controlled  9 flows
            ├── port 1  red-eth0 <-> red:eth0
            └── port gone  ERROR: could not open network device gone
            host red
            └── eth0 <-> v-net-0  172.16.10.1/24  0a:00:00:00:00:01  mtu 1450
            host internet  MISSING
            ├── lo  203.0.113.8/32
            └── eth0 <-> root:ens33  DOWN
            other links
            └── root:ens33 (192.168.137.133/24) <-> internet:eth0 (192.168.137.2/24)

            routes
            HOST  ROUTE
            red   default via 172.16.10.254

            processes
            HOST  STATE               COMMAND
            red   running (pid 4711)  python3 -m http.server 8000

            nat
            IN    FROM            OUT    STATE
            root  172.16.10.0/24  ens33  installed

            forwards
            IN    LISTEN                TO         PROTO  STATE
            root  192.168.137.133:8000  blue:8000  tcp    missing

            differs from the file; 'ovsctl lab up' would do:
            + host internet  in the file, not there

            """,
            Rendered.Page(page => StatusView.Write(page, Status(), isWide: false)));

    [Fact]
    public void Last_failure_is_shown()
    {
        var status = new LabStatus { Summary = new LabSummary { Name = "x", State = LabState.Failed }, Error = "host red: File exists" };

        Assert.Equal("lab x: failed\nlast failure: host red: File exists\n", Rendered.Page(page => StatusView.Write(page, status, isWide: false)));
    }

    [Fact]
    public void What_was_healed_last_is_told_with_when_and_why()
    {
        var status = new LabStatus { Summary = new LabSummary { Name = "x", State = LabState.Up }, Healed = { new Incident { TimeMs = 1_700_000_000_123, Object = "link red:eth0", Message = "it is down", ElapsedMs = 21.6 } } };

        Assert.Matches(@"^lab x: up\n\nhealed last\nWHEN +WHAT +WHY +AFTER\n\d\d:\d\d:20\.123  link red:eth0  it is down  22 ms\n$", Rendered.Page(page => StatusView.Write(page, status, isWide: false)));
    }

    private static LabStatus Status() => new()
    {
        Summary = new LabSummary { Name = "red-blue", State = LabState.Drifted, FileName = "labs/red-blue.yaml" },
        Switches =
        {
            new SwitchStatus
            {
                Name = "v-net-0", Kind = "ovs", DatapathType = "netdev", Exists = true, Addresses = { "172.16.10.254/24" },
                Controller = "ovsctl", IsConnected = true, FlowCount = 9,
                Ports =
                {
                    new PortStatus { Name = "red-eth0", Ofport = 1, Peer = "red:eth0" },
                    new PortStatus { Name = "gone", Error = "could not open network device gone" },
                },
            },
        },
        Hosts =
        {
            new HostStatus
            {
                Name = "red", Exists = true, Routes = { "default via 172.16.10.254" },
                Run = new ProcessStatus { Command = "python3 -m http.server 8000", Pid = 4711, Running = true },
                Interfaces = { new InterfaceStatus { Name = "eth0", Peer = "v-net-0", Addresses = { "172.16.10.1/24" }, Mac = "0a:00:00:00:00:01", Mtu = 1450, IsUp = true } },
            },
            new HostStatus
            {
                Name = "internet", Loopback = { "203.0.113.8/32" },
                Interfaces = { new InterfaceStatus { Name = "eth0", Peer = "root:ens33", Mtu = 1500 } },
            },
        },
        Links = { new LinkStatus { A = "root:ens33", B = "internet:eth0", AAddresses = { "192.168.137.133/24" }, BAddresses = { "192.168.137.2/24" }, IsUp = true } },
        Nat = { new NatStatus { From = "172.16.10.0/24", Out = "ens33", Installed = true } },
        Forwards = { new ForwardStatus { Listen = "192.168.137.133:8000", To = "blue:8000", Proto = "tcp" } },
        Drift = { new PlanStep { Change = ChangeKind.Create, Object = "host internet", Reason = "in the file, not there" } },
    };
}
