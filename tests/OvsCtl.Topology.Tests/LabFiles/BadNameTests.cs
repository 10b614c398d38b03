namespace OvsCtl.Topology.Tests.LabFiles;

/// <summary>Names of labs, hosts, switches, interfaces, variables and settings.</summary>
public sealed class BadNameTests
{
    [Theory]
    [InlineData(
        "lab: a b",
        "1:6: 'a b' is no name for a lab: letters, digits, '_' and '-' are allowed, a letter or digit first")]
    [InlineData(
        "lab: -a",
        "1:6: '-a' is no name for a lab: letters, digits, '_' and '-' are allowed, a letter or digit first")]
    [InlineData(
        "lab: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "1:6: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' is 33 characters long; a lab's name has at most 32")]
    [InlineData(
        "lab: a\nhosts: {-red: }",
        "2:9: '-red' is no name for a host: letters, digits, '.', '_' and '-' are allowed, a letter or digit first")]
    [InlineData(
        "lab: a\nhosts: {hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh: }",
        "2:9: 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh…' is 65 characters long; a host's name has at most 64")]
    [InlineData(
        "lab: a\nhosts: {a/b: }",
        "2:9: 'a/b' is no name for a host: letters, digits, '.', '_' and '-' are allowed, a letter or digit first")]
    [InlineData(
        "lab: a\nhosts: {root: }",
        "2:9: 'root' is a reserved word")]
    [InlineData(
        "lab: a\nhosts: {shape: }",
        "2:9: 'shape' is a reserved word")]
    [InlineData(
        "lab: a\nswitches: {root: }",
        "2:12: 'root' is a reserved word")]
    [InlineData(
        "lab: a\nswitches: {routes: }",
        "2:12: 'routes' is a reserved word")]
    [InlineData(
        "lab: a\nswitches: {a-switch-of-long-name: }",
        "2:12: 'a-switch-of-long-name' is 21 bytes long; an interface's name has at most 15")]
    [InlineData(
        "lab: a\nswitches: {a b: }",
        "2:12: 'a b' is no name for a switch: letters, digits, '.', '_' and '-' are allowed, a letter or digit first")]
    [InlineData(
        "lab: a\nswitches: {'a:b': }",
        "2:13: 'a:b' is no name for a switch: letters, digits, '.', '_' and '-' are allowed, a letter or digit first")]
    [InlineData(
        "lab: a\nswitches: {lo: }",
        "2:12: 'lo' is a reserved word")]
    [InlineData(
        "lab: a\nswitches: {x: }\nhosts: {x: }",
        "3:9: 'x' is the name of a switch as well; a name stands for one thing")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts: {red: {s1: {name: lo}}}",
        "3:26: 'lo' is the loopback interface, which every namespace has already")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts: {red: {s1: {name: a-name-that-is-too-long}}}",
        "3:26: 'a-name-that-is-too-long' is 23 bytes long; an interface's name has at most 15")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nhosts: {red: {s1: {name: a/b}}}",
        "3:26: 'a/b' is no name for an interface: letters, digits, '.', '_' and '-' are allowed, a letter or digit first")]
    [InlineData(
        "lab: a\nswitches: {s1: , s2: }\nhosts: {red: {s1: {name: p}, s2: {name: p}}}",
        "3:30: p is already an interface of red (line 3)")]
    [InlineData(
        "lab: a\nlinks:\n  - {red:p: , blue: }\n  - {red:p: , green: }",
        "4:6: p is already an interface of red (line 3)")]
    [InlineData(
        "lab: a\nswitches: {s1: }\nlinks:\n  - {root:s1: , red: 10.0.0.1/24}",
        "4:6: s1 is already an interface of root (line 2)")]
    [InlineData(
        "lab: a\nlinks: [{root: , red: }]",
        "2:10: an end in root needs the interface's name, e.g. root:veth0")]
    [InlineData(
        "lab: a\nlinks: [{root:lo: , red: }]",
        "2:15: 'lo' is the loopback interface, which every namespace has already")]
    [InlineData(
        "lab: a\nlinks: [{'red:': , blue: }]",
        "2:15: '' is no name for an interface: letters, digits, '.', '_' and '-' are allowed, a letter or digit first")]
    [InlineData(
        "lab: a\nlinks: [{'re d': , blue: }]",
        "2:11: 're d' is no name for a host: letters, digits, '.', '_' and '-' are allowed, a letter or digit first")]
    [InlineData(
        "lab: a\nhosts: {red: {env: {A=B: c}}}",
        "2:21: 'A=B' is no name for an environment variable")]
    [InlineData(
        "lab: a\nhosts: {red: {sysctl: {kernel.hostname: x}}}",
        "2:24: 'kernel.hostname' is not a setting of a network namespace: those begin with 'net.'")]
    [InlineData(
        "lab: a\nhosts: {red: {sysctl: {net..x: 1}}}",
        "2:24: 'net..x' is no name for a setting: e.g. net.ipv4.ip_forward")]
    [InlineData(
        "lab: a\nhosts: {red: {s9: 10.0.0.1/24}}",
        "2:15: unknown key or switch 's9' (allowed: adopt, loopback, routes, forward, run, isolate, env, sysctl)")]
    [InlineData(
        "lab: a\nswitches: {v-net-0: }\nhosts: {red: {v-net-1: 10.0.0.1/24}}",
        "3:15: unknown key or switch 'v-net-1' (did you mean 'v-net-0'? allowed: adopt, loopback, routes, forward, run, isolate, env, sysctl, v-net-0)")]
    public void A_bad_name_is_refused(string text, string errors) => Refused.With(errors, text);
}
