using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace OvsCtl.OpenFlow.Tests.Matches;

/// <summary>Makes docs/fields.md from the table of fields.</summary>
internal static partial class FieldDocumentation
{
    private const string Head = """
        # Match fields

        Every field that a match can look at, in the order a match is written; made from the table in `src/OvsCtl.OpenFlow/Matches/MatchField.Table.cs`, of which each line
        here is a row (run the tests with `OVSCTL_UPDATE_DOCS=1` to make it anew). `ovs-fields(7)` says more about each.

        - **Mask**: a part of the field's bits may be matched on. **Set**: actions may write it.
        - **Needs**: what must be matched on before.
        - **Headers**: its names on the wire. Matches are written with the first, Nicira's actions with the one that begins with `NXM_`, if there is one; all are read.

        | Field | Other names | Bits | Written as | Mask | Set | Needs | Headers | What it is |
        |---|---|--:|---|:-:|:-:|---|---|---|

        """;

    public static string Make()
    {
        var summaries = Summaries();
        var text = new StringBuilder(Head);
        for (var i = 0; i < MatchField.All.Count; i++)
        {
            // The registers and the options of tunnels are rows of one kind each.
            var family = Family(MatchField.All[i]);
            var last = family?[^1] ?? MatchField.All[i];
            AppendRow(text, MatchField.All[i], last, summaries);
            while (MatchField.All[i] != last) i++;
        }

        return text.ToString();
    }

    private static IReadOnlyList<MatchField>? Family(MatchField field) =>
        new[] { MatchField.TunMetadata, MatchField.Registers, MatchField.DoubleRegisters, MatchField.QuadRegisters }.FirstOrDefault(family => family[0] == field);

    private static void AppendRow(StringBuilder text, MatchField field, MatchField last, Dictionary<string, string> summaries)
    {
        var name = field == last ? $"`{field.Name}`" : $"`{field.Name}` to `{last.Name}`";
        var headers = field == last ? field.Headers.Select(Header) : [$"{Header(field.Headers[0])} to {Header(last.Headers[0])}"];
        var member = typeof(MatchField).GetFields().First(f => f.GetValue(null) is { } value && (ReferenceEquals(value, field) || (value is IReadOnlyList<MatchField> list && list[0] == field)));
        string[] cells =
        [
            name,
            string.Join(", ", field.OtherNames.Select(other => $"`{other}`")),
            field.BitCount.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Format(field.Format),
            field.IsMaskable ? "yes" : "",
            field.IsWritable ? "yes" : "",
            field.Prerequisite?.Text ?? "",
            string.Join(", ", headers),
            summaries[member.Name],
        ];
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
    }

    private static string Header(FieldHeader header) => header.Experimenter == 0 ? $"`{header.Name}` ({header.OxmClass:x4}:{header.Number})" : $"`{header.Name}` ({header.OxmClass:x4}:{header.Number}, experimenter {header.Experimenter:x8})";

    private static string Format(FieldFormat format) => format switch
    {
        FieldFormat.Decimal => "number",
        FieldFormat.Hexadecimal => "hexadecimal",
        FieldFormat.Ethernet => "Ethernet address",
        FieldFormat.Ipv4 => "IPv4 address",
        FieldFormat.Ipv6 => "IPv6 address",
        FieldFormat.Port => "port",
        FieldFormat.Fragment => "no, yes, first, later, not_later",
        FieldFormat.PacketType => "(space,type)",
        _ => "flags",
    };

    // The compiler writes the comments beside the library; what stands in brackets there are bits and masks, which have columns here.
    private static Dictionary<string, string> Summaries()
    {
        const string prefix = "F:OvsCtl.OpenFlow.MatchField.";
        var comments = XDocument.Load(Path.ChangeExtension(typeof(MatchField).Assembly.Location, ".xml"));
        return comments.Descendants("member")
            .Where(member => member.Attribute("name")?.Value.StartsWith(prefix, StringComparison.Ordinal) == true)
            .ToDictionary(member => member.Attribute("name")?.Value[prefix.Length..] ?? "", member => BitsAndMasks().Replace(member.Element("summary")?.Value.Trim() ?? "", ""));
    }

    [GeneratedRegex(@" \([^()]*\bbits?\b[^()]*\)")]
    private static partial Regex BitsAndMasks();
}
