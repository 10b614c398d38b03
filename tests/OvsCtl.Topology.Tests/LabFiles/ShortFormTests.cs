using System.Net;
using OvsCtl.Topology.LabFiles;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.Tests.LabFiles;

public sealed class ShortFormTests
{
    [Theory]
    [InlineData("switches: {s1: }", "switches: {s1: {kind: ovs, controller: ovsctl}}")]
    [InlineData("switches: {s1: {}}", "switches: {s1: {kind: ovs, controller: ovsctl}}")]
    [InlineData("switches: {s1: {dpid: 31}}", "switches: {s1: {dpid: 0x1f}}")]
    [InlineData("switches: {s1: {dpid: '000000000000001f'}}", "switches: {s1: {dpid: 0x1f}}")]
    [InlineData("switches: {s1: {kind: linux}}", "switches: {s1: {kind: linux, in: root}}")]
    [InlineData("switches: {s1: }\nhosts: {red: {s1: 10.0.0.1/24}}", "switches: {s1: }\nhosts: {red: {s1: {address: 10.0.0.1/24}}}")]
    [InlineData("switches: {s1: }\nhosts: {red: {s1: }}", "switches: {s1: }\nhosts: {red: {s1: {}}}")]
    [InlineData("hosts: {red: }", "hosts: {red: {forward: false, routes: [], env: {}}}")]
    [InlineData("hosts: {red: {loopback: 10.0.0.1/32}}", "hosts: {red: {loopback: [10.0.0.1/32]}}")]
    [InlineData("links: [{red: 10.0.0.1/24, blue: }]", "links: [{red: 10.0.0.1/24, blue: }]\nhosts: {red: , blue: }")]
    [InlineData("checks: [{ping: all}]", "checks:\n  - ping: all\n    count: 1")]
    [InlineData("hosts: {r: {loopback: 10.0.0.1/32}}\nchecks: ['ping': r->r]", "hosts: {r: {loopback: 10.0.0.1/32}}\nchecks: ['ping': 'r  ->  r']")]
    [InlineData("hosts: {r: {loopback: 10.0.0.1/31}}\nchecks: [{ping: r -> 10.0.0.9, within: 2m}]", "hosts: {r: {loopback: 10.0.0.1/31}}\nchecks: [{ping: r -> 10.0.0.9, within: 120s}]")]
    public void A_short_form_means_its_long_form(string shortForm, string longForm) =>
        Assert.Equal(SpecDump.Of(Lab(longForm)), SpecDump.Of(Lab(shortForm)));

    [Theory]
    [InlineData("ping: red -> blue", "Ping red blue")]
    [InlineData("ping: red <-> blue", "Ping red blue both")]
    [InlineData("ping: root -> 2001:db8::1", "Ping root 2001:db8::1")]
    [InlineData("ping: red -> s1", "Ping red s1")]
    [InlineData("ping: all", "Ping - - all")]
    [InlineData("no ping: red <-> blue", "Ping red blue both no")]
    [InlineData("tcp: red -> blue:80", "Tcp red blue 80")]
    [InlineData("no tcp: red -> 10.1.1.1:80", "Tcp red 10.1.1.1 80 no")]
    [InlineData("tcp: red -> [2001:db8::1]:80", "Tcp red 2001:db8::1 80")]
    [InlineData("http: red -> blue:80", "Http red blue 80")]
    [InlineData("http: red -> blue:80/a/b?c", "Http red blue 80 /a/b?c")]
    [InlineData("error: {tcp: red -> blue:80, says: refused}", "Tcp red blue 80 says-refused")]
    [InlineData("flows: s1", "Flows - - s1")]
    public void A_check_says_what_it_means(string check, string meaning)
    {
        var spec = Lab($"switches: {{s1: {{address: 10.0.0.254/24}}}}\nhosts: {{red: {{s1: 10.0.0.1/24}}, blue: {{s1: 10.0.0.2/24}}}}\nchecks:\n  - {check}").Checks.Single();

        Assert.Equal(meaning, Meaning(spec));
        Assert.Equal(check, spec.Text);
        Assert.Equal(new Position(5, 5), spec.At);
    }

    [Fact]
    public void A_check_takes_times_and_counts()
    {
        var checks = Lab("hosts: {r: {loopback: 10.0.0.1/32}}\nchecks: [{ping: r -> r, within: 500ms, count: 3}, {http: r -> r:80, status: 404, within: 5s}]").Checks;

        Assert.Equal((TimeSpan.FromMilliseconds(500), 3, null), (checks[0].Within, checks[0].Count, checks[0].Status));
        Assert.Equal((TimeSpan.FromSeconds(5), 1, 404), (checks[1].Within, checks[1].Count, checks[1].Status));
    }

    [Theory]
    [InlineData("default via 10.0.0.2", "0.0.0.0/0 via 10.0.0.2")]
    [InlineData("default via fd00::2", "::/0 via fd00::2")]
    [InlineData("10.1.0.0/16   dev   eth0", "10.1.0.0/16 dev eth0")]
    [InlineData("default dev lo", "0.0.0.0/0 dev lo")]
    [InlineData("default dev eth1 via fe80::1", "::/0 via fe80::1 dev eth1")]
    public void A_route_is_read(string route, string meaning)
    {
        var read = Lab($"switches: {{s1: , s2: }}\nhosts: {{red: {{s1: 10.0.0.1/24, s2: 'fd00::1/64', routes: [{route}]}}}}").Hosts[0].Routes.Single();

        Assert.Equal(meaning, $"{read.Destination}{(read.Via is null ? "" : $" via {read.Via}")}{(read.Dev is null ? "" : $" dev {read.Dev}")}");
    }

    [Fact]
    public void Links_nat_and_forwards_are_read()
    {
        var spec = Lab("""
            links: [{root:e0: 192.0.2.1/24, red:wan: 192.0.2.2/24}]
            nat: [{from: 10.0.0.0/8, out: wan, in: red}]
            forwards: [{listen: '[2001:db8::1]:53', to: '[2001:db8::2]:5353', proto: udp, in: root}, {listen: 192.0.2.1:80, to: red:8080}]
            """);

        var link = spec.Links.Single();
        Assert.Equal((LinkEndKind.Root, "root", "e0", "192.0.2.1/24"), (link.A.Kind, link.A.Name, link.A.IfName, $"{link.A.Address}"));
        Assert.Equal((LinkEndKind.Host, "red", "wan", "192.0.2.2/24"), (link.B.Kind, link.B.Name, link.B.IfName, $"{link.B.Address}"));
        Assert.Equal((IPNetwork.Parse("10.0.0.0/8"), "wan", "red"), (spec.Nat[0].From, spec.Nat[0].Out, spec.Nat[0].In));
        Assert.Equal(("2001:db8::1", 53, "2001:db8::2", 5353, TransportProtocol.Udp), ($"{spec.Forwards[0].ListenAddress}", spec.Forwards[0].ListenPort, $"{spec.Forwards[0].ToAddress}", spec.Forwards[0].ToPort, spec.Forwards[0].Protocol));
        Assert.Equal(("red", 8080, TransportProtocol.Tcp, null), (spec.Forwards[1].ToHost, spec.Forwards[1].ToPort, spec.Forwards[1].Protocol, spec.Forwards[1].In));
    }

    [Fact]
    public void A_part_knows_where_it_stands()
    {
        var spec = Lab("switches:\n  s1:\nhosts:\n  red:\n    s1: 10.0.0.1/24\n    routes:\n      - default via 10.0.0.2");

        Assert.Equal(
            [new(3, 3), new(5, 3), new(6, 5), new(8, 9)],
            new Position[] { spec.Switches[0].At, spec.Hosts[0].At, spec.Hosts[0].Attachments[0].At, spec.Hosts[0].Routes[0].At });
    }

    private static LabSpec Lab(string sections) => LabFile.Parse($"lab: a\n{sections}", "f");

    private static string Meaning(CheckSpec check)
    {
        var parts = new[]
        {
            $"{check.Kind}", End(check.From), End(check.To), $"{check.To?.Port}", check.To?.Path, check.Switch,
            check.IsBothWays ? "both" : "", check.IsAll ? "all" : "", check.MustFail ? "no" : "", check.Says is null ? "" : $"says-{check.Says}",
        };
        return string.Join(' ', parts.Where(p => !string.IsNullOrEmpty(p)));
    }

    private static string End(CheckEnd? end) => end is null ? "-" : end.Name ?? $"{end.Address}";
}
