using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Controller.Labs;

public enum LabState
{
    /// <summary>As the file says; left for Changing by up and down.</summary>
    Up,

    /// <summary>Up or down is at work; left for Up, Failed, or out of the list.</summary>
    Changing,

    /// <summary>The last up or down did not succeed; left by another one.</summary>
    Failed,
}

/// <summary>A lab as the daemon keeps it. Published whole; changed only by the lab's own loop.</summary>
public sealed record LabSnapshot(string FileName, LabSpec Spec, DesiredState Desired, LabState State, string? Error)
{
    public string Name => Spec.Name;
}
