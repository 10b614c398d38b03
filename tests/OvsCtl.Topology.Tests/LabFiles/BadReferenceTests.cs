namespace OvsCtl.Topology.Tests.LabFiles;

/// <summary>Settings, routes, links, nat and forwards that do not fit the rest of the file.</summary>
public sealed class BadReferenceTests
{
    [Theory]
    [InlineData(
        "lab: a\nswitches: {s1: {kind: lnux}}",
        "2:23: 'kind' must be ovs or linux, found 'lnux' (did you mean 'linux'?)")]
    [InlineData(
        "lab: a\nswitches: {s1: {controller: nobody}}",
        "2:29: 'controller' must be ovsctl or none, found 'nobody'")]
    [InlineData(
        "lab: a\nswitches: {s1: {kind: linux, controller: none}}",
        "2:30: 'controller' is not allowed: a switch of kind linux has no OpenFlow")]
    [InlineData(
        "lab: a\nswitches: {s1: {kind: linux, dpid: 1}}",
        "2:30: 'dpid' is not allowed: a switch of kind linux has no OpenFlow")]
    [InlineData(
        "lab: a\nswitches: {s1: {in: red}}\nhosts: {red: }",
        "2:17: 'in' is not allowed: only a switch of kind linux can live in a host: Open vSwitch's bridges are in root")]
    [InlineData(
        "lab: a\nswitches: {s1: {kind: linux, in: read}}\nhosts: {red: }",
        "2:34: unknown host 'read' (did you mean 'red'? allowed: root, red)")]
    [InlineData(
        "lab: a\nhosts: {red: {forward: yes}}",
        "2:24: 'forward' must be true or false, found 'yes'")]
    [InlineData(
        "lab: a\nhosts: {red: {run: [a]}}",
        "2:20: 'run' must be text, found a list")]
    [InlineData(
        "lab: a\nhosts: {red: {run: ''}}",
        "2:20: 'run' is empty")]
    [InlineData(
        "lab: a\nhosts: {red: {env: {A: }}}",
        "2:24: 'A' must be text, found nothing")]
    [InlineData(
        "lab: a\nhosts: {red: {run: \"a\\0b\"}}",
        "2:20: 'run' holds a NUL character")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts:\n  red:\n    s1: 172.16.10.1/24\n    routes:\n      - default via 172.16.11.254",
        "7:21: default via 172.16.11.254: no interface of red is in its network (red has 172.16.10.1/24 on eth0)")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts:\n  red:\n    s1: 172.16.10.1/24\n    routes:\n      - default",
        "7:9: 'default' is not a route: default via A, NET via A or NET dev IF")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts:\n  red:\n    s1: 172.16.10.1/24\n    routes:\n      - default via",
        "7:9: 'default via' is not a route: default via A, NET via A or NET dev IF")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts:\n  red:\n    s1: 172.16.10.1/24\n    routes:\n      - via 172.16.10.2",
        "7:9: 'via 172.16.10.2' is not a route: default via A, NET via A or NET dev IF")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts:\n  red:\n    s1: 172.16.10.1/24\n    routes:\n      - default through 172.16.10.2",
        "7:9: 'default through 172.16.10.2' is not a route: default via A, NET via A or NET dev IF")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts:\n  red:\n    s1: 172.16.10.1/24\n    routes:\n      - default via 172.16.10.2/24",
        "7:21: '172.16.10.2/24' has a prefix; here the address alone is wanted: 172.16.10.2")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts:\n  red:\n    s1: 172.16.10.1/24\n    routes:\n      - default via nowhere",
        "7:21: 'nowhere' is not an address: an IPv4 address is four numbers with dots between")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts:\n  red:\n    s1: 172.16.10.1/24\n    routes:\n      - 10.1.0.0 via 172.16.10.2",
        "7:9: 10.1.0.0 needs a prefix, e.g. 10.1.0.0/24")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts:\n  red:\n    s1: 172.16.10.1/24\n    routes:\n      - 10.1.0.1/16 via 172.16.10.2",
        "7:9: 10.1.0.1/16 is an address inside a network; the network is 10.1.0.0/16")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts:\n  red:\n    s1: 172.16.10.1/24\n    routes:\n      - 10.1.0.0/16 dev eht0",
        "7:25: unknown interface of red 'eht0' (did you mean 'eth0'? allowed: eth0)")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts:\n  red:\n    s1: 172.16.10.1/24\n    routes:\n      - 10.1.0.0/16 via 2001:db8::1",
        "7:25: 10.1.0.0/16 via 2001:db8::1: the network and the gateway must both be IPv4 or both IPv6")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts:\n  red:\n    s1: 172.16.10.1/24\n    routes:\n      - default via 172.16.10.1",
        "7:21: default via 172.16.10.1: 172.16.10.1 is red's own address")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts:\n  red:\n    s1: 172.16.10.1/24\n    routes:\n      - default via fe80::1",
        "7:21: default via fe80::1: a link-local gateway needs the interface, e.g. default via fe80::1 dev eth0")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts:\n  red:\n    s1: 172.16.10.1/24\n    routes:\n      - default via 172.16.10.2\n      - 0.0.0.0/0 via 172.16.10.3",
        "8:9: 0.0.0.0/0 is already a route of red (line 7)")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts:\n  red:\n    s1: 172.16.10.1/24\n    routes:\n      - [default]",
        "7:9: 'routes' must be text, found a list")]
    [InlineData(
        "lab: a\nhosts: {red: {routes: [default via 10.0.0.1]}}",
        "2:36: default via 10.0.0.1: no interface of red is in its network (red has no address on an interface)")]
    [InlineData(
        "lab: a\nhosts: {red: {routes: default via 10.0.0.1}}",
        "2:23: 'routes' must be a list (- default via A, NET via A or NET dev IF), found 'default via 10.0.0.1'")]
    [InlineData(
        "lab: a\nlinks: [a]",
        "2:9: a link must be a mapping (END: ADDRESS, END: ADDRESS), found 'a'")]
    [InlineData(
        "lab: a\nlinks: [{a: }]",
        "2:9: a link has two ends (END: ADDRESS, END: ADDRESS), found 1")]
    [InlineData(
        "lab: a\nlinks: [{a: , b: , c: }]",
        "2:9: a link has two ends (END: ADDRESS, END: ADDRESS), found 3")]
    [InlineData(
        "lab: a\nswitches: {s1: , s2: }\nlinks: [{s1: , s3: }]",
        "3:16: unknown host or switch 's3' (did you mean 's1'? allowed: s1, s2)")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nlinks: [{s1:p1: , red: 10.0.0.1/24}]",
        "3:13: a switch's end of a link takes no interface name")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nlinks: [{s1: 10.0.0.2/24, red: 10.0.0.1/24}]",
        "3:14: a switch's end of a link takes no address; give 'address' to the switch itself")]
    [InlineData(
        "lab: a\nswitches: {s1: , s2: }\nlinks:\n  - {s1: , s2: }\n  - {s2: , s1: }",
        "5:5: this link closes a loop: s2 and s1 are already joined by other links")]
    [InlineData(
        "lab: a\nswitches: {s1: , s2: , s3: }\nlinks:\n  - {s1: , s2: }\n  - {s2: , s3: }\n  - {s3: , s1: }",
        "6:5: this link closes a loop: s3 and s1 are already joined by other links")]
    [InlineData(
        "lab: a\nlinks: [{root:ens33: 10.0.0.1/24, red: 10.0.0.2/24}]\nnat:\n  - {from: 10.1.0.0/16, out: ens34}",
        "4:30: unknown interface of root 'ens34' (did you mean 'ens33'? allowed: ens33)")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nnat: [{from: 10.1.0.0/16, out: s1}]",
        "3:32: the switch 's1' has no address that what leaves could take")]
    [InlineData(
        "lab: a\nnat: [{from: 10.1.0.0/16}]",
        "2:7: a nat entry needs 'out'")]
    [InlineData(
        "lab: a\nnat: [{}]",
        "2:7: a nat entry needs 'from'\n2:7: a nat entry needs 'out'")]
    [InlineData(
        "lab: a\nlinks: [{root:e0: , red: }]\nnat: [{from: 10.1.0.1/16, out: e0}]",
        "3:14: 10.1.0.1/16 is an address inside a network; the network is 10.1.0.0/16")]
    [InlineData(
        "lab: a\nlinks: [{root:e0: , red: }]\nnat: [{from: 10.1.0.0, out: e0}]",
        "3:14: 10.1.0.0 needs a prefix, e.g. 10.1.0.0/24")]
    [InlineData(
        "lab: a\nhosts: {red: }\nnat: [{from: 10.1.0.0/16, out: eth0, in: red}]",
        "3:32: unknown interface of red 'eth0' (there is none)")]
    [InlineData(
        "lab: a\nnat: [{from: 10.1.0.0/16, out: eth0, in: red}]",
        "2:42: unknown host 'red' (allowed: root)")]
    [InlineData(
        "lab: a\nhosts: {red: , blue: {loopback: 10.9.9.9/32}}\nforwards:\n  - {listen: 10.0.0.1:80, to: blu:80}",
        "4:31: unknown host 'blu' (did you mean 'blue'? allowed: red, blue)")]
    [InlineData(
        "lab: a\nhosts: {red: , blue: {loopback: 10.9.9.9/32}}\nforwards:\n  - {listen: 10.0.0.1:80, to: red:80}",
        "4:31: the host 'red' has no address to forward to")]
    [InlineData(
        "lab: a\nhosts: {red: , blue: {loopback: 10.9.9.9/32}}\nforwards:\n  - {listen: 10.0.0.1, to: blue:80}",
        "4:14: '10.0.0.1' needs a port, e.g. 10.0.0.1:8000")]
    [InlineData(
        "lab: a\nhosts: {red: , blue: {loopback: 10.9.9.9/32}}\nforwards:\n  - {listen: 10.0.0.1:0, to: blue:80}",
        "4:23: 'port' must be a whole number from 1 to 65535, found '0'")]
    [InlineData(
        "lab: a\nhosts: {red: , blue: {loopback: 10.9.9.9/32}}\nforwards:\n  - {listen: 10.0.0.1:80, to: blue:65536}",
        "4:36: 'port' must be a whole number from 1 to 65535, found '65536'")]
    [InlineData(
        "lab: a\nhosts: {red: , blue: {loopback: 10.9.9.9/32}}\nforwards:\n  - {listen: 10.0.0.1/24:80, to: blue:80}",
        "4:14: '10.0.0.1/24' has a prefix; here the address alone is wanted: 10.0.0.1")]
    [InlineData(
        "lab: a\nhosts: {red: , blue: {loopback: 10.9.9.9/32}}\nforwards:\n  - {listen: 10.0.0.1/24, to: blue:80}",
        "4:14: '10.0.0.1/24' needs a port, e.g. 10.0.0.1/24:8000")]
    [InlineData(
        "lab: a\nhosts: {red: , blue: {loopback: 10.9.9.9/32}}\nforwards:\n  - {listen: 0.0.0.0:80, to: blue:80}",
        "4:14: 0.0.0.0 is not the address of one interface")]
    [InlineData(
        "lab: a\nhosts: {red: , blue: {loopback: 10.9.9.9/32}}\nforwards:\n  - {listen: 10.0.0.1:80, to: 10.0.0.400:80}",
        "4:31: '10.0.0.400' is not an address: '400' is above 255")]
    [InlineData(
        "lab: a\nhosts: {red: , blue: {loopback: 10.9.9.9/32}}\nforwards:\n  - {listen: 10.0.0.1:80}",
        "4:5: a forward needs 'to'")]
    [InlineData(
        "lab: a\nhosts: {red: , blue: {loopback: 10.9.9.9/32}}\nforwards:\n  - {listen: 10.0.0.1:80, to: blue:80, proto: icmp}",
        "4:47: 'proto' must be tcp or udp, found 'icmp'")]
    [InlineData(
        "lab: a\nhosts: {red: , blue: {loopback: 10.9.9.9/32}}\nforwards:\n  - {listen: 10.0.0.1:80, to: blue:80}\n  - {listen: 10.0.0.1:80, to: blue:81}",
        "5:14: 10.0.0.1:80 (tcp) is already a listening address of root (line 4)")]
    [InlineData(
        "lab: a\nhosts: {red: , blue: {loopback: 10.9.9.9/32}}\nforwards:\n  - {listen: 10.0.0.1:80, to: blue:80, in: grey}",
        "4:44: unknown host 'grey' (allowed: root, red, blue)")]
    [InlineData(
        "lab: a\nhosts: {red: , blue: {loopback: 10.9.9.9/32}}\nforwards:\n  - {listen: '2001:db8::1:80', to: blue:80}",
        "4:15: '2001:db8::1:80': an IPv6 address with a port stands in brackets, e.g. [2001:db8::1]:80")]
    [InlineData(
        "lab: a\nhosts: {red: , blue: {loopback: 10.9.9.9/32}}\nforwards:\n  - {to: blue}",
        "4:5: a forward needs 'listen'\n4:10: 'blue' needs a port, e.g. blue:8000")]
    public void A_part_that_does_not_fit_is_refused(string text, string errors) => Refused.With(errors, text);
}
