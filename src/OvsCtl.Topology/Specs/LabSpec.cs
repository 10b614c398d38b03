namespace OvsCtl.Topology.Specs;

/// <summary>A lab file after reading: every short form in its one long form, each part with its place in the file.</summary>
public sealed record LabSpec
{
    public required string Name { get; init; }

    public IReadOnlyList<SwitchSpec> Switches { get; init; } = [];

    public IReadOnlyList<HostSpec> Hosts { get; init; } = [];

    public IReadOnlyList<LinkSpec> Links { get; init; } = [];

    public IReadOnlyList<NatSpec> Nat { get; init; } = [];

    public IReadOnlyList<ForwardSpec> Forwards { get; init; } = [];

    public IReadOnlyList<CheckSpec> Checks { get; init; } = [];
}
