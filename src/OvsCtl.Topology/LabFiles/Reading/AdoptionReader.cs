using OvsCtl.Topology.LabFiles.Values;
using OvsCtl.Topology.LabFiles.Yaml;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles.Reading;

/// <summary>The entries of the key <c>adopt</c> of all hosts.</summary>
internal sealed class AdoptionReader(LabContext lab)
{
    private static readonly KeySet Keys = new("an adopted interface", ["address", "hotplug", "shape"], []);

    private static readonly Dictionary<string, bool> Booleans = new() { ["true"] = true, ["false"] = false };

    private readonly Claims<string> _interfaces = new("an adopted interface", lab.Errors);

    public AdoptionSpec Read(Entry entry, string host)
    {
        if (lab.Scalars.IsNamed(entry.Key.Word, NameRules.Interface)) _interfaces.Claim(entry.Name, host, entry.Key.Word);
        var spec = new AdoptionSpec { Name = entry.Name, At = entry.Key.At };
        if (entry.Value is TextNode text) return text.IsNull ? spec : spec with { Address = lab.Address(text, entry.Name, host) };
        if (Fields.Read(entry.Value, Keys, lab.Errors) is not { } fields)
        {
            lab.Doubt(host);
            return spec;
        }

        return spec with
        {
            Address = lab.Address(fields["address"], "address", host),
            Shape = ShapeReader.Read(fields["shape"], lab.Errors),
            MayBeAbsent = lab.Scalars.OneOf(fields["hotplug"], "hotplug", Booleans) ?? false,
        };
    }
}
