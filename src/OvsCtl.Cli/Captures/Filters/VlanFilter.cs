namespace OvsCtl.Cli.Captures.Filters;

/// <summary>vlan, vlan N.</summary>
internal sealed class VlanFilter(int? id) : FrameFilter
{
    public override bool Matches(in FrameHeaders frame) => frame.Vlan is { } vlan && (id is null || vlan == id);
}
