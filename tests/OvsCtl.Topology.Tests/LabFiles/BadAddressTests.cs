namespace OvsCtl.Topology.Tests.LabFiles;

/// <summary>Addresses, MAC addresses and numbers.</summary>
public sealed class BadAddressTests
{
    [Theory]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts: {red: {s1: 172.16.10.1}}",
        "3:19: 172.16.10.1 needs a prefix, e.g. 172.16.10.1/24")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts: {red: {s1: 172.16.10.300/24}}",
        "3:19: '172.16.10.300' is not an address: '300' is above 255")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts: {red: {s1: 172.16.10/24}}",
        "3:19: '172.16.10' is not an address: an IPv4 address is four numbers with dots between")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts: {red: {s1: 172.16.10.1/33}}",
        "3:31: the prefix of 172.16.10.1 must be a whole number from 0 to 32, found '33'")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts: {red: {s1: 172.16.10.1/x}}",
        "3:31: the prefix of 172.16.10.1 must be a whole number from 0 to 32, found 'x'")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts: {red: {s1: 172.16.10.1/}}",
        "3:31: the prefix of 172.16.10.1 must be a whole number from 0 to 32, found ''")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts: {red: {s1: 172.16.010.1/24}}",
        "3:19: '172.16.010.1' is not an address: '010' begins with a zero")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts: {red: {s1: 172.16.10.0/24}}",
        "3:19: 172.16.10.0/24 is the address of the network 172.16.10.0/24 itself; a host needs another")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts: {red: {s1: 172.16.10.255/24}}",
        "3:19: 172.16.10.255/24 is the broadcast address of 172.16.10.0/24; a host needs another")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts: {red: {s1: 10.0.0.1/0}}",
        "3:19: 10.0.0.1/0 has no network: its prefix must be at least 1")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts: {red: {s1: 224.0.0.1/24}}",
        "3:19: 224.0.0.1/24 is a multicast address, not one of an interface")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts: {red: {s1: 0.0.0.0/8}}",
        "3:19: 0.0.0.0/8 is not the address of one interface")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts: {red: {s1: 255.255.255.255/32}}",
        "3:19: 255.255.255.255/32 is not the address of one interface")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts: {red: {s1: red}}",
        "3:19: 'red' is not an address: an IPv4 address is four numbers with dots between")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts: {red: {s1: '2001:db8::1'}}",
        "3:20: 2001:db8::1 needs a prefix, e.g. 2001:db8::1/64")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts: {red: {s1: '2001:db8::1/129'}}",
        "3:32: the prefix of 2001:db8::1 must be a whole number from 0 to 128, found '129'")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts: {red: {s1: 'fe80::1%eth0/64'}}",
        "3:20: 'fe80::1%eth0' is not an address: not an IPv6 address")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts: {red: {s1: '2001:zz::1/64'}}",
        "3:20: '2001:zz::1' is not an address: not an IPv6 address")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts: {red: {s1: [10.0.0.1/24]}}",
        "3:19: an interface must be a mapping (address, mac, mtu, name, shape), found a list")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts: {red: {s1: ''}}",
        "3:19: 's1' is empty")]
    [InlineData(
        "lab: a\nswitches:\n  s1: {address: 10.0.0.1/24}\nhosts:\n  red: {s1: 10.0.0.1/24}",
        "5:13: 10.0.0.1 is already the address of s1 (line 3)")]
    [InlineData(
        "lab: a\nhosts:\n  red: {loopback: 10.0.0.1/32}\n  blue: {loopback: [10.0.0.2/32, 10.0.0.1/32]}",
        "4:34: 10.0.0.1 is already the address of red (line 3)")]
    [InlineData(
        "lab: a\nlinks:\n  - {root:e0: 10.0.0.1/24, red: 10.0.0.1/24}",
        "3:33: 10.0.0.1 is already the address of root (line 3)")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts: {red: {s1: {mac: '02:00:00:00:00:1'}}}",
        "3:26: '02:00:00:00:00:1' is not a MAC address, e.g. 02:00:00:00:00:01")]
    [InlineData(
        "lab: a\nswitches: {s1: {mac: '01:00:00:00:00:01'}}",
        "2:23: 01:00:00:00:00:01 is a multicast address: the first byte of an interface's is even")]
    [InlineData(
        "lab: a\nswitches: {s1: {mac: '00:00:00:00:00:00'}}",
        "2:23: 00:00:00:00:00:00 is not the address of an interface")]
    [InlineData(
        "lab: a\nswitches: {s1: {mac: '02:00:00:00:00:01'}}\nhosts: {red: {s1: {mac: '02:00:00:00:00:01'}}}",
        "3:25: 02:00:00:00:00:01 is already the MAC address of s1 (line 2)")]
    [InlineData(
        "lab: a\nswitches: {s1: {mtu: 67}}",
        "2:22: 'mtu' must be a whole number from 68 to 65535, found '67'")]
    [InlineData(
        "lab: a\nswitches: {s1: {mtu: 65536}}",
        "2:22: 'mtu' must be a whole number from 68 to 65535, found '65536'")]
    [InlineData(
        "lab: a\nswitches: {s1: {mtu: big}}",
        "2:22: 'mtu' must be a whole number from 68 to 65535, found 'big'")]
    [InlineData(
        "lab: a\nswitches: {s1: {dpid: 0}}",
        "2:23: 'dpid' must be 0x and up to 16 hex digits, or a whole number, and not zero; found '0'")]
    [InlineData(
        "lab: a\nswitches: {s1: {dpid: 0xfffffffffffffffff}}",
        "2:23: 'dpid' must be 0x and up to 16 hex digits, or a whole number, and not zero; found '0xfffffffffffffffff'")]
    [InlineData(
        "lab: a\nswitches: {s1: {dpid: 1}, s2: {dpid: 0x1}}",
        "2:38: 0x0000000000000001 is already the dpid of s1 (line 2)")]
    public void A_bad_address_or_number_is_refused(string text, string errors) => Refused.With(errors, text);
}
