using System.Collections.Frozen;
using System.Collections.Immutable;
using OvsCtl.Controller.State;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Controller.Labs;

public enum LabState
{
    /// <summary>As the file says; left for Changing by up and down.</summary>
    Up,

    /// <summary>Up or down is at work; left for Up, Failed, or out of the list.</summary>
    Changing,

    /// <summary>The last up, down or heal did not succeed; left by another one.</summary>
    Failed,
}

/// <summary>A lab as the daemon keeps it. Published whole; changed only by the lab's own loop.</summary>
public sealed record LabSnapshot(string FileName, LabSpec Spec, DesiredState Desired, LabState State, string? Error)
{
    public string Name => Spec.Name;

    /// <summary>What the file says, to the letter.</summary>
    public string Text { get; init; } = "";

    /// <summary>Counts the changes of what is asked for.</summary>
    public long Generation { get; init; }

    /// <summary>The last generation that was carried out whole.</summary>
    public long ObservedGeneration { get; init; }

    /// <summary>False while it is being taken down.</summary>
    public bool IsWanted { get; init; } = true;

    /// <summary>Whether damage is left as it is.</summary>
    public bool IsPaused { get; init; }

    public ImmutableDictionary<string, LabCondition> Conditions { get; init; } = ImmutableDictionary<string, LabCondition>.Empty;

    /// <summary>The names of its interfaces in root, and of those it adopts: such a one may come back there, or only appear.</summary>
    public IReadOnlySet<string> RootInterfaces { get; } = Desired.Interfaces.Where(i => i.Place.IsRoot || i.IsAdopted).Select(i => i.Name).ToFrozenSet();

    public LabSnapshot With(LabCondition condition) =>
        this with { Conditions = Conditions.SetItem(condition.Type, condition.After(Conditions.GetValueOrDefault(condition.Type))) };
}
