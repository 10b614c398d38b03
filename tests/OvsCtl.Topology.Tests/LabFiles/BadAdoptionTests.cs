namespace OvsCtl.Topology.Tests.LabFiles;

/// <summary>The key <c>adopt</c>.</summary>
public sealed class BadAdoptionTests
{
    [Theory]
    [InlineData("lab: a\nhosts: {box: {adopt: eth7}}", "2:22: 'adopt' must be a mapping (IFNAME: ADDRESS), found 'eth7'")]
    [InlineData("lab: a\nhosts: {box: {adopt: {lo: }}}", "2:23: 'lo' is the loopback interface, which every namespace has already")]
    [InlineData("lab: a\nhosts: {box: {adopt: {eth/7: }}}", "2:23: 'eth/7' is no name for an interface: letters, digits, '.', '_' and '-' are allowed, a letter or digit first")]
    [InlineData("lab: a\nhosts: {box: {adopt: {abcdefghijklmnop: }}}", "2:23: 'abcdefghijklmnop' is 16 bytes long; an interface's name has at most 15")]
    [InlineData("lab: a\nhosts: {box: {adopt: {eth7: 10.0.0.1}}}", "2:29: 10.0.0.1 needs a prefix, e.g. 10.0.0.1/24")]
    [InlineData("lab: a\nhosts: {box: {adopt: {eth7: {mac: 02:00:00:00:00:01}}}}", "2:30: unknown key 'mac' (allowed: address, hotplug, shape)")]
    [InlineData("lab: a\nhosts: {box: {adopt: {eth7: {hotplug: 1}}}}", "2:39: 'hotplug' must be true or false, found '1'")]
    [InlineData("lab: a\nhosts: {box: {adopt: {eth7: }}, den: {adopt: {eth7: }}}", "2:47: eth7 is already an adopted interface of box (line 2)")]
    [InlineData("lab: a\nswitches: {s1: }\nhosts: {box: {s1: {name: eth7}, adopt: {eth7: }}}", "3:41: eth7 is already an interface of box (line 3)")]
    public void A_bad_adoption_is_refused(string text, string errors) => Refused.With(errors, text);
}
