namespace OvsCtl.Topology.Tests.LabFiles;

/// <summary>What is wrong before a word of the lab language is read, and keys the language does not have.</summary>
public sealed class BadYamlTests
{
    [Theory]
    [InlineData(
        "",
        "1:1: the file is empty; a lab file begins with its name, e.g. lab: red-blue")]
    [InlineData(
        "# only a comment\n",
        "1:1: the file is empty; a lab file begins with its name, e.g. lab: red-blue")]
    [InlineData(
        "lab: [a",
        "1:1: not valid YAML: while parsing a flow sequence, did not find expected ',' or ']'")]
    [InlineData(
        "lab: a\n  hosts: {}",
        "2:8: not valid YAML: while scanning a plain scalar value, found invalid mapping")]
    [InlineData(
        "lab: \"a",
        "1:6: not valid YAML: while scanning a quoted scalar, found unexpected end of stream")]
    [InlineData(
        "lab: a\n\tb: c",
        "1:6: not valid YAML: while scanning a plain scalar, found a tab character that violate indentation")]
    [InlineData(
        "- lab: a",
        "1:1: a lab file must be a mapping (lab, switches, hosts, links, nat, forwards, checks), found a list")]
    [InlineData(
        "just text",
        "1:1: a lab file must be a mapping (lab, switches, hosts, links, nat, forwards, checks), found 'just text'")]
    [InlineData(
        "lab: a\n---\nlab: b",
        "2:1: a second document begins here; a lab file holds one")]
    [InlineData(
        "lab: a\nlab: b",
        "2:1: the key 'lab' is given twice (first on line 1)")]
    [InlineData(
        "lab: a\nhosts:\n  red: {}\n  red: {}",
        "4:3: the key 'red' is given twice (first on line 3)")]
    [InlineData(
        "lab: a\nhosts: &h {}\nlinks: *h",
        "2:8: the anchor &h is not supported: write the value out where it is needed\n3:8: the alias *h is not supported: write the value out")]
    [InlineData(
        "lab: a\nhosts:\n  red: {<<: {}}",
        "3:9: unknown key or switch '<<' (allowed: adopt, loopback, routes, forward, run, isolate, env, sysctl)")]
    [InlineData(
        "lab: !!str a",
        "1:6: tags (!) are not supported")]
    [InlineData(
        "lab: a\n? [x]\n: y",
        "2:3: a key must be text, found a list")]
    [InlineData(
        "lab: a\nhosts: []",
        "2:8: 'hosts' must be a mapping (NAME: {…}), found a list")]
    [InlineData(
        "lab: a\nlinks: {}",
        "2:8: 'links' must be a list (- {END: ADDRESS, END: ADDRESS}), found a mapping")]
    [InlineData(
        "lab: a\nswitches: s1",
        "2:11: 'switches' must be a mapping (NAME: {…}), found 's1'")]
    [InlineData(
        "lab: a\nhosts:\n  red: 10.0.0.1/24",
        "3:8: the host 'red' must be a mapping (SWITCH: ADDRESS, …), found '10.0.0.1/24'")]
    [InlineData(
        "lab: a\nswiches: {}",
        "2:1: unknown key 'swiches' (did you mean 'switches'? allowed: lab, switches, hosts, links, nat, forwards, checks)")]
    [InlineData(
        "lab: a\nhost:\n  red: {}",
        "2:1: unknown key 'host' (did you mean 'hosts'? allowed: lab, switches, hosts, links, nat, forwards, checks)")]
    [InlineData(
        "lab: a\nzzzzzz: 1",
        "2:1: unknown key 'zzzzzz' (allowed: lab, switches, hosts, links, nat, forwards, checks)")]
    [InlineData(
        "lab: a\nvlans: {}",
        "2:1: 'vlans' is not supported in this version")]
    [InlineData(
        "lab: a\npolicy: {}\ntemplates: {}\noverlay: {}\nmachines: {}",
        "2:1: 'policy' is not supported in this version\n3:1: 'templates' is not supported in this version\n4:1: 'overlay' is not supported in this version\n5:1: 'machines' is not supported in this version")]
    [InlineData(
        "hosts: {}",
        "1:1: the key 'lab' is missing: a lab file begins with its name, e.g. lab: red-blue")]
    [InlineData(
        "lab:\nhosts: {}",
        "1:1: the key 'lab' is missing: a lab file begins with its name, e.g. lab: red-blue")]
    [InlineData(
        "lab: {}",
        "1:6: 'lab' must be text, found a mapping")]
    [InlineData(
        "lab: ''",
        "1:6: 'lab' is empty")]
    [InlineData(
        "lab: a\nswitches: {s1: [1]}",
        "2:16: a switch must be a mapping (kind, address, controller, mac, mtu, dpid, in), found a list")]
    [InlineData(
        "lab: a\nswitches: {s1: {color: red}}",
        "2:17: unknown key 'color' (allowed: kind, address, controller, mac, mtu, dpid, in)")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts: {red: {s1: {adress: 10.0.0.1/24}}}",
        "3:20: unknown key 'adress' (did you mean 'address'? allowed: address, mac, mtu, name, shape)")]
    [InlineData(
        "lab: a\nhosts: {red: {like: x}}",
        "2:15: 'like' is not supported in this version")]
    [InlineData(
        "lab: a\nhosts: {red: {isolate: [pid, uts]}}",
        "2:24: 'isolate' with pid needs mount too: the processes of a PID namespace are seen in a /proc of its own")]
    [InlineData(
        "lab: a\nhosts: {red: {isolate: [mount, pids]}}",
        "2:32: 'isolate' must be pid or uts or ipc or mount, found 'pids' (did you mean 'pid'?)")]
    [InlineData(
        "lab: a\nhosts: {red: {isolate: {pid: true}}}",
        "2:24: 'isolate' must be text, found a mapping")]
    [InlineData(
        "lab: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
        "1:37: nested deeper than 32 levels")]
    [InlineData(
        "lab: a\nhosts: {\"\\uD800\": {}}",
        "2:9: not valid YAML: while scanning a quoted scalar, found invalid Unicode surrogates")]
    [InlineData(
        "lab: a\nhosts: !!] {}",
        "2:6: not valid YAML after this place")]
    [InlineData(
        "lab: a\u0000b",
        "1:7: the character U+0000 may not stand in a lab file")]
    [InlineData(
        "lab: a\nhosts:\u2028 {}\nlinks: \u0085",
        "2:7: the character U+2028 may not stand in a lab file\n3:8: the character U+0085 may not stand in a lab file")]
    [InlineData(
        "lab: @a",
        "1:6: not valid YAML: while scanning for the next token, found character that cannot start any token")]
    [InlineData(
        "lab: `a`",
        "1:6: not valid YAML: while scanning for the next token, found character that cannot start any token")]
    public void A_file_that_is_no_lab_is_refused(string text, string errors) => Refused.With(errors, text);
}
