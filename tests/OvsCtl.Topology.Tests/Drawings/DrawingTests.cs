using System.Globalization;
using System.Xml.Linq;
using OvsCtl.Topology.Drawings;

namespace OvsCtl.Topology.Tests.Drawings;

public sealed class DrawingTests
{
    private static readonly Drawing s_lab = new(
        "lab <red & blue>",
        [
            new("root", BoxKind.Machine, ["ens33 192.168.137.133/24"], false),
            new("v-net-0", BoxKind.Switch, ["15 flows"], false),
            new("red", BoxKind.Host, ["eth0 172.16.10.1/24"], false),
            new("blue", BoxKind.Host, ["eth0 172.16.10.5/24", "runs \"x\""], true),
            new("internet", BoxKind.Host, [], false),
            new("alone", BoxKind.Host, [], false),
        ],
        [
            new("root", "v-net-0", "172.16.10.254/24", "", false),
            new("v-net-0", "red", "port 1", "eth0", false),
            new("v-net-0", "blue", "port 2", "eth0", true),
            new("root", "internet", "ens33", "eth0", false),
            new("red", "blue", "eth1", "eth1", false),
        ]);

    [Fact]
    public void Text_goes_along_the_cables() =>
        Assert.Equal(
            """
            lab <red & blue>

            root  ens33 192.168.137.133/24
            ├── 172.16.10.254/24 ----- [v-net-0]  15 flows
            │   ├── port 1 ----- eth0 red  eth0 172.16.10.1/24
            │   │   └── eth1 ----- eth1 blue DOWN  eth0 172.16.10.5/24 | runs "x"
            │   └── port 2 --X-- eth0 blue (above)
            └── ens33 ----- eth0 internet

            alone

            """,
            TreeText.Write(s_lab));

    [Fact]
    public void Dot_has_every_box_and_cable_and_quotes_what_needs_it()
    {
        var dot = DotText.Write(s_lab);
        Assert.StartsWith("graph \"lab <red & blue>\" {\n", dot, StringComparison.Ordinal);
        Assert.Contains("  \"blue\" [label=\"blue\\neth0 172.16.10.5/24\\nruns \\\"x\\\"\", shape=box, style=rounded, color=red, fontcolor=red];\n", dot, StringComparison.Ordinal);
        Assert.Contains("  \"v-net-0\" -- \"blue\" [taillabel=\"port 2\", headlabel=\"eth0\", color=red, style=dashed];\n", dot, StringComparison.Ordinal);
        Assert.Equal(5, dot.Split(" -- ").Length - 1);
    }

    [Fact]
    public void Mermaid_has_every_box_and_cable()
    {
        var mermaid = MermaidText.Write(s_lab);
        Assert.StartsWith("---\ntitle: \"lab <red & blue>\"\n---\nflowchart TD\n", mermaid, StringComparison.Ordinal);
        Assert.Contains("  n1[[\"v-net-0<br/>15 flows\"]]\n", mermaid, StringComparison.Ordinal);
        Assert.Contains("  n1 ---|\"port 2 - eth0\"| n3\n  linkStyle 2 stroke:red,stroke-dasharray:4\n", mermaid, StringComparison.Ordinal);
        Assert.Contains("  n3(\"blue<br/>eth0 172.16.10.5/24<br/>runs &quot;x&quot;\")\n", mermaid, StringComparison.Ordinal);
        Assert.EndsWith("  style n3 stroke:red,color:red\n", mermaid, StringComparison.Ordinal);
    }

    [Fact]
    public void Svg_shows_everything_and_what_is_down_in_red()
    {
        var svg = XDocument.Parse(SvgText.Write(s_lab));
        var texts = svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => (e.Value, Fill: (string?)e.Attribute("fill"))).ToList();
        foreach (var expected in s_lab.Boxes.SelectMany(b => b.Lines).Concat(["root", "v-net-0", "red", "internet", "port 1", "lab <red & blue>"])) Assert.Contains(texts, t => t.Value == expected);
        Assert.Contains(("blue (down)", "#dc2626"), texts);
        Assert.Contains(("port 2", "#dc2626"), texts);
        Assert.Contains(svg.Descendants(), e => e.Attribute("stroke-dasharray") is not null);
    }

    /// <summary>However many hosts: no box over another, and all within the picture.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(11)]
    [InlineData(100)]
    public void Boxes_have_places_of_their_own(int hosts)
    {
        var boxes = Enumerable.Range(0, hosts).Select(i => new DrawnBox($"h{i}", BoxKind.Host, [$"eth0 10.0.0.{i}/24"], false)).Prepend(new DrawnBox("s", BoxKind.Switch, [], false)).ToList();
        var svg = XDocument.Parse(SvgText.Write(new Drawing("many", boxes, [.. boxes.Skip(1).Select((b, i) => new DrawnCable("s", b.Name, $"port {i}", "eth0", false))])));
        var places = svg.Descendants().Where(e => e.Attribute("rx") is not null).Select(e => (X: Number(e, "x"), Y: Number(e, "y"), Width: Number(e, "width"), Height: Number(e, "height"))).ToList();
        var (width, height) = (Number(svg.Root, "width"), Number(svg.Root, "height"));

        Assert.Equal(hosts + 1, places.Count);
        Assert.All(places, p => Assert.True(p.X >= 0 && p.Y >= 0 && p.X + p.Width <= width && p.Y + p.Height <= height));
        for (var i = 0; i < places.Count; i++)
            for (var j = 0; j < i; j++)
                Assert.True(places[i].X + places[i].Width <= places[j].X || places[j].X + places[j].Width <= places[i].X || places[i].Y + places[i].Height <= places[j].Y || places[j].Y + places[j].Height <= places[i].Y);
    }

    [Fact]
    public void Nothing_is_a_picture_too()
    {
        var nothing = new Drawing("lab empty", [], []);
        Assert.Equal("lab empty\n", TreeText.Write(nothing));
        XDocument.Parse(SvgText.Write(nothing));
    }

    private static double Number(XElement? element, string name) => double.Parse(element?.Attribute(name)?.Value ?? "", CultureInfo.InvariantCulture);
}
