using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OvsCtl.Topology.LabFiles;

namespace OvsCtl.Topology.Tests.LabFiles.Schemas;

/// <summary>What editors are told of lab files, against what the reader accepts and what the documents say.</summary>
public sealed partial class LabSchemaTests
{
    private static readonly JsonObject Root = JsonNode.Parse(LabSchema.Text)?.AsObject() ?? throw new FormatException("the schema is empty");
    private static readonly JsonSchema Schema = new(Root);

    public static TheoryData<string> Labs() => [.. Repository.LabFiles().Concat(Directory.GetFiles(Path.Combine(Repository.Root(), "labs", "before"), "*.yaml"))];

    [Theory]
    [MemberData(nameof(Labs))]
    public void Every_shipped_lab_fits_the_schema_and_names_the_right_one(string path)
    {
        var text = File.ReadAllText(path);

        Assert.Empty(Schema.Validate(YamlDocument.Read(text)));
        Assert.Empty(Schema.Validate(YamlDocument.Read(LabFile.Export(LabFile.Parse(text, path)))));
        if (NamedSchema().Match(text) is { Success: true } named)
            Assert.Equal(LabSchema.Text, File.ReadAllText(Path.Combine(Path.GetDirectoryName(path) ?? "", named.Groups[1].Value)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("lab: [a]")]
    [InlineData("lab: a b")]
    [InlineData("lab: a\nswiches: {}")]
    [InlineData("lab: a\nswitches: [s1]")]
    [InlineData("lab: a\nswitches: {s1: {kind: ofs}}")]
    [InlineData("lab: a\nswitches: {s1: {adress: 10.0.0.1/24}}")]
    [InlineData("lab: a\nswitches: {s1: {address: 10.0.0.1}}")]
    [InlineData("lab: a\nswitches: {a-name-that-is-too-long: {}}")]
    [InlineData("lab: a\nhosts: {red: 10.0.0.1/24}")]
    [InlineData("lab: a\nswitches: {s1: }\nhosts: {red: {s1: {mac: 1}}}")]
    [InlineData("lab: a\nswitches: {s1: }\nhosts: {red: {s1: {shape: {speed: 1mbit}}}}")]
    [InlineData("lab: a\nhosts: {red: {routes: [default]}}")]
    [InlineData("lab: a\nhosts: {red: {forward: perhaps}}")]
    [InlineData("lab: a\nhosts: {red: {isolate: user}}")]
    [InlineData("lab: a\nhosts: {red: {sysctl: {kernel.hostname: x}}}")]
    [InlineData("lab: a\nlinks: [{red: }]")]
    [InlineData("lab: a\nlinks: [{a: {adress: 10.0.0.1/24}, b: }]")]
    [InlineData("lab: a\nnat: [{from: 10.0.0.0/24}]")]
    [InlineData("lab: a\nforwards: [{listen: 10.0.0.1, to: red:80}]")]
    [InlineData("lab: a\nchecks: [{}]")]
    [InlineData("lab: a\nchecks: [{ping: all, tcp: all}]")]
    [InlineData("lab: a\nchecks: [{pong: all}]")]
    [InlineData("lab: a\nchecks: [{ping: all, within: 5}]")]
    [InlineData("lab: a\nchecks: [{error: {ping: a -> b}}]")]
    public void What_the_reader_refuses_for_its_form_does_not_fit(string text)
    {
        Assert.False(LabFile.TryParse(text, "x", out _, out _));
        Assert.NotEmpty(Schema.Validate(YamlDocument.Read(text)));
    }

    [Theory]
    [InlineData("", "zzz: 1")]
    [InlineData("switch", "switches: {s: {zzz: 1}}")]
    [InlineData("host", "hosts: {h: {zzz: 1}}")]
    [InlineData("interface", "switches: {s: }\nhosts: {h: {s: {zzz: 1}}}")]
    [InlineData("shape", "switches: {s: }\nhosts: {h: {s: {shape: {zzz: 1}}}}")]
    [InlineData("nat", "nat: [{zzz: 1}]")]
    [InlineData("forward", "forwards: [{zzz: 1}]")]
    [InlineData("check", "checks: [{zzz: 1}]")]
    public void The_keys_are_those_that_the_reader_knows(string definition, string text)
    {
        LabFile.TryParse($"lab: a\n{text}", "x", out _, out var errors);
        var error = errors.Select(e => AllowedKeys().Match(e.Message)).Single(m => m.Success);
        var listed = error.Groups[1].Value.Split(", ");
        var more = error.Groups[2].Success ? int.Parse(error.Groups[2].Value, CultureInfo.InvariantCulture) : 0;
        var keys = Keys(definition);
        // A word that editors may know before the reader does.
        if (!listed.Contains("adopt")) keys.Remove("adopt");

        Assert.Superset(listed.ToHashSet(), keys);
        Assert.Equal(listed.Length + more, keys.Count);
    }

    [Fact]
    public void The_document_has_every_key_with_what_the_schema_says()
    {
        var path = Path.Combine(Repository.Root(), "docs", "lab-file.md");
        var document = File.ReadAllText(path);
        var written = SchemaReference.Replace(document, Root);

        if (Environment.GetEnvironmentVariable("OVSCTL_WRITE_DOCS") == "1") File.WriteAllText(path, written);
        else Assert.True(document == written, "docs/lab-file.md does not say what labs/lab.schema.json says; OVSCTL_WRITE_DOCS=1 and this test write it");
    }

    private static HashSet<string> Keys(string definition) =>
        ((definition.Length == 0 ? Root : Root["definitions"]?[definition])?["properties"]?.AsObject() ?? throw new FormatException(definition)).Select(p => p.Key).ToHashSet();

    [GeneratedRegex(@"(?m)^# yaml-language-server: \$schema=(\S+)$")]
    private static partial Regex NamedSchema();

    [GeneratedRegex(@"allowed: (.*?)(?: and (\d+) more)?\)")]
    private static partial Regex AllowedKeys();
}
