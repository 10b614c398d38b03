namespace OvsCtl.Topology.Tests.LabFiles;

/// <summary>The key <c>shape</c>.</summary>
public sealed class BadShapeTests
{
    [Theory]
    [InlineData("{}", "a shape needs 'rate', 'delay' or 'loss'")]
    [InlineData("{burst: 16k}", "a shape needs 'rate', 'delay' or 'loss'")]
    [InlineData("{speed: 1mbit}", "unknown key 'speed' (allowed: rate, burst, delay, loss)", "a shape needs 'rate', 'delay' or 'loss'")]
    [InlineData("{delay: 1s, burst: 16k}", "'burst' goes with 'rate'")]
    [InlineData("{rate: 10}", "'rate' must be bits a second such as 500kbit, 10mbit or 1gbit, from 1kbit to 100gbit; found '10'")]
    [InlineData("{rate: -1mbit}", "'rate' must be bits a second such as 500kbit, 10mbit or 1gbit, from 1kbit to 100gbit; found '-1mbit'")]
    [InlineData("{rate: 1bit}", "'rate' must be bits a second such as 500kbit, 10mbit or 1gbit, from 1kbit to 100gbit; found '1bit'")]
    [InlineData("{rate: 999999999999gbit}", "'rate' must be bits a second such as 500kbit, 10mbit or 1gbit, from 1kbit to 100gbit; found '999999999999gbit'")]
    [InlineData("{rate: 1mbit, burst: 16}", "'burst' must be bytes such as 3000b, 16k or 1m, at most 1024m; found '16'")]
    [InlineData("{rate: 1mbit, burst: 1000b}", "'burst' must be at least 1514 bytes, or the largest packets would never pass; found '1000b'")]
    [InlineData("{rate: 1kbit, burst: 1m}", "at this rate the burst takes more than 274 s: the kernel cannot count that")]
    [InlineData("{delay: 10}", "'delay' must be a time such as 500ms, 5s or 2m, at most an hour; found '10'")]
    [InlineData("{delay: 5m}", "'delay' is at most 274s: the kernel cannot count longer ones")]
    [InlineData("{loss: 5}", "'loss' must be a share such as 1% or 0.5%, more than 0% and at most 100%; found '5'")]
    [InlineData("{loss: 0%}", "'loss' must be a share such as 1% or 0.5%, more than 0% and at most 100%; found '0%'")]
    [InlineData("{loss: 101%}", "'loss' must be a share such as 1% or 0.5%, more than 0% and at most 100%; found '101%'")]
    [InlineData("1mbit", "a shape must be a mapping (rate, burst, delay, loss), found '1mbit'")]
    public void A_bad_shape_is_refused_wherever_it_stands(string shape, params string[] errors)
    {
        foreach (var text in new[] { $"lab: a\nswitches: {{s1: }}\nhosts: {{red: {{s1: {{shape: {shape}}}}}}}", $"lab: a\nlinks: [{{a: , b: , shape: {shape}}}]", $"lab: a\nlinks: [{{a: , b: {{shape: {shape}}}}}]" })
        {
            Assert.False(Topology.LabFiles.LabFile.TryParse(text, "x", out _, out var found));
            Assert.Equal(errors.Order(), found.Select(e => e.Message).Order());
        }
    }

    [Theory]
    [InlineData("lab: a\nswitches: {s1: , s2: }\nlinks: [{s1: , s2: , shape: {rate: 1mbit}}]", "3:22: a link between two switches cannot be shaped; shape the hosts' interfaces")]
    [InlineData("lab: a\nlinks: [{a: {shape: {rate: 1mbit}}, b: , shape: {rate: 1mbit}}]", "2:42: 'shape' stands at the link or at its ends, not at both")]
    [InlineData("lab: a\nlinks: [{a: {adress: 10.0.0.1/24}, b: }]", "2:14: unknown key 'adress' (did you mean 'address'? allowed: address, shape)")]
    [InlineData("lab: a\nswitches: {s1: }\nlinks: [{a: , s1: {shape: {rate: 1mbit}}}]", "3:19: a switch's end of a link takes no address; give 'address' to the switch itself")]
    [InlineData("lab: a\nswitches: {s1: }\nhosts: {a: {s1: {mtu: 9000, shape: {rate: 1mbit, burst: 4k}}}}", "3:57: 'burst' must be at least 9014 bytes, or the largest packets would never pass; found '4k'")]
    public void A_shape_stands_where_something_is_sent(string text, string errors) => Refused.With(errors, text);
}
