namespace OvsCtl.Topology.Tests.LabFiles;

/// <summary>Checks.</summary>
public sealed class BadCheckTests
{
    private const string Lab = """
        lab: a
        switches: {s1: , s2: {address: 10.0.0.254/24}, br: {kind: linux}}
        hosts: {red: {s1: 10.0.0.1/24}, blue: {s1: 10.0.0.2/24}, bare: }
        checks:
          -
        """;

    [Theory]
    [InlineData(
        "ping: rad -> blue",
        "5:11: unknown host 'rad' (did you mean 'red'? allowed: root, red, blue, bare)")]
    [InlineData(
        "ping: red -> blu",
        "5:18: unknown host or switch 'blu' (did you mean 'blue'? allowed: red, blue, bare, s1, s2, br)")]
    [InlineData(
        "ping: red",
        "5:11: 'red' does not say from where to where: A -> B or A <-> B")]
    [InlineData(
        "ping: red blue",
        "5:11: 'red blue' does not say from where to where: A -> B or A <-> B")]
    [InlineData(
        "ping: red -> ",
        "5:11: 'red ->' does not say from where to where: A -> B or A <-> B")]
    [InlineData(
        "ping: red -> blue green",
        "5:11: 'red -> blue green' does not say from where to where: A -> B or A <-> B")]
    [InlineData(
        "ping: red -> bare",
        "5:18: the host 'bare' has no address")]
    [InlineData(
        "ping: bare <-> red",
        "5:11: the host 'bare' has no address")]
    [InlineData(
        "ping: red -> s1",
        "5:18: the switch 's1' has no address")]
    [InlineData(
        "ping: s2 -> red",
        "5:11: 's2' is a switch; a check starts from a host or from root")]
    [InlineData(
        "ping: red <-> s2",
        "5:19: 's2' is a switch; a check starts from a host or from root")]
    [InlineData(
        "ping: red -> root",
        "5:18: root has more than one address: give the one that is meant")]
    [InlineData(
        "ping: root <-> red",
        "5:11: root has more than one address: give the one that is meant")]
    [InlineData(
        "ping: red -> 10.0.0.1/24",
        "5:18: '10.0.0.1/24' has a prefix; here the address alone is wanted: 10.0.0.1")]
    [InlineData(
        "ping: red -> 10.0.0.256",
        "5:18: '10.0.0.256' is not an address: '256' is above 255")]
    [InlineData(
        "ping: red -> blue:80",
        "5:18: 'blue:80' has a port; ping has none: blue")]
    [InlineData(
        "ping: 10.0.0.1 -> red",
        "5:11: '10.0.0.1' is an address; a check starts from a host or from root")]
    [InlineData(
        "ping: red <-> 10.0.0.9",
        "5:19: '10.0.0.9' is an address; a check starts from a host or from root")]
    [InlineData(
        "no ping: all",
        "5:14: 'all' goes with 'ping' only, not with 'no ping'")]
    [InlineData(
        "tcp: all",
        "5:10: 'all' goes with 'ping' only, not with 'tcp'")]
    [InlineData(
        "tcp: red -> blue",
        "5:17: 'blue' needs a port, e.g. blue:8000")]
    [InlineData(
        "tcp: red -> blue:http",
        "5:22: 'port' must be a whole number from 1 to 65535, found 'http'")]
    [InlineData(
        "tcp: red -> blue:99999",
        "5:22: 'port' must be a whole number from 1 to 65535, found '99999'")]
    [InlineData(
        "tcp: red <-> blue:80",
        "5:10: '<->' goes with ping only; A -> B:PORT")]
    [InlineData(
        "tcp: red -> blu:80",
        "5:17: unknown host or switch 'blu' (did you mean 'blue'? allowed: red, blue, bare, s1, s2, br)")]
    [InlineData(
        "http: red -> blue/index",
        "5:18: 'blue' needs a port, e.g. blue:8000")]
    [InlineData(
        "no http: red -> blue:80",
        "5:5: unknown key 'no http' (did you mean 'no tcp'? allowed: ping, no ping, tcp, no tcp, http, error, route, no route, arp, no arp, flows, within and 2 more)")]
    [InlineData(
        "pin: red -> blue",
        "5:5: unknown key 'pin' (did you mean 'ping'? allowed: ping, no ping, tcp, no tcp, http, error, route, no route, arp, no arp, flows, within and 2 more)")]
    [InlineData(
        "route: red",
        "5:12: 'red' does not say from where to where: A -> B or A -> B via GATEWAY")]
    [InlineData(
        "route: red -> blue by s2",
        "5:12: 'red -> blue by s2' does not say from where to where: A -> B or A -> B via GATEWAY")]
    [InlineData(
        "route: red -> blue via s2",
        "5:28: 's2' is not an address: an IPv4 address is four numbers with dots between")]
    [InlineData(
        "no route: red -> blu",
        "5:22: unknown host or switch 'blu' (did you mean 'blue'? allowed: red, blue, bare, s1, s2, br)")]
    [InlineData(
        "route: red -> blue:80",
        "5:19: 'blue:80' has a port; a route has none: blue")]
    [InlineData(
        "{route: red -> blue, count: 2}",
        "5:26: 'count' does not go with this check: a table is looked up once")]
    [InlineData(
        "arp: red <-> blue",
        "5:10: '<->' goes with ping only; A -> B")]
    [InlineData(
        "arp: red -> bare",
        "5:17: the host 'bare' has no address")]
    [InlineData(
        "{no arp: red -> blue, status: 200}",
        "5:27: 'status' does not go with this check: only http has a status")]
    [InlineData(
        "flows: s3",
        "5:12: unknown switch 's3' (did you mean 's1'? allowed: s1, s2, br)")]
    [InlineData(
        "flows: br",
        "5:12: 'br' is a Linux bridge, which has no flows")]
    [InlineData(
        "flows: [s1]",
        "5:12: 'flows' must be text, found a list")]
    [InlineData(
        "ping all",
        "5:5: a check must be a mapping (ping, no ping, tcp, no tcp, http, error, route, no route, arp, no arp, flows, within, count, status), found 'ping all'")]
    [InlineData(
        "{}",
        "5:5: a check needs one of ping, no ping, tcp, no tcp, http, error, route, no route, arp, no arp, flows")]
    [InlineData(
        "{ping: red -> blue, tcp: red -> blue:80}",
        "5:25: a check has one of ping, no ping, tcp, no tcp, http, error, route, no route, arp, no arp, flows; found 'ping' and 'tcp'")]
    [InlineData(
        "{within: 5s}",
        "5:5: a check needs one of ping, no ping, tcp, no tcp, http, error, route, no route, arp, no arp, flows")]
    [InlineData(
        "{ping: red -> blue, within: 5}",
        "5:33: 'within' must be a time such as 500ms, 5s or 2m, at most an hour; found '5'")]
    [InlineData(
        "{ping: red -> blue, within: 0s}",
        "5:33: 'within' must be a time such as 500ms, 5s or 2m, at most an hour; found '0s'")]
    [InlineData(
        "{ping: red -> blue, within: 2h}",
        "5:33: 'within' must be a time such as 500ms, 5s or 2m, at most an hour; found '2h'")]
    [InlineData(
        "{ping: red -> blue, count: 0}",
        "5:32: 'count' must be a whole number from 1 to 1000, found '0'")]
    [InlineData(
        "{ping: red -> blue, status: 200}",
        "5:25: 'status' does not go with this check: only http has a status")]
    [InlineData(
        "{http: red -> blue:80, status: 99}",
        "5:36: 'status' must be a whole number from 100 to 599, found '99'")]
    [InlineData(
        "{flows: s1, count: 2}",
        "5:17: 'count' does not go with this check: flows are compared once")]
    [InlineData(
        "error: ping",
        "5:12: 'error' must be a mapping (ping, tcp, http, says), found 'ping'")]
    [InlineData(
        "error: {ping: red -> blue}",
        "5:12: 'error' needs 'says'")]
    [InlineData(
        "error: {says: x}",
        "5:12: 'error' needs one of ping, tcp, http")]
    [InlineData(
        "error: {no ping: red -> blue, says: x}",
        "5:13: unknown key 'no ping' (allowed: ping, tcp, http, says)")]
    [InlineData(
        "error: {ping: red -> blue, says: }",
        "5:12: 'error' needs 'says'")]
    [InlineData(
        "error: {route: x, says: y}",
        "5:13: unknown key 'route' (allowed: ping, tcp, http, says)")]
    [InlineData(
        "{ping: red -> blue, withn: 5s}",
        "5:25: unknown key 'withn' (did you mean 'within'? allowed: ping, no ping, tcp, no tcp, http, error, route, no route, arp, no arp, flows, within and 2 more)")]
    [InlineData(
        "ping: [red, blue]",
        "5:11: 'ping' must be text, found a list")]
    [InlineData(
        "ping:",
        "5:10: 'ping' must be text, found nothing")]
    public void A_bad_check_is_refused(string text, string errors) => Refused.With(errors, $"{Lab} {text}");
}
