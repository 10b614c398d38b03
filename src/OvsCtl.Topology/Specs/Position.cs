namespace OvsCtl.Topology.Specs;

/// <summary>A place in the lab file; both numbers count from 1.</summary>
public readonly record struct Position(int Line, int Column)
{
    public override string ToString() => $"{Line}:{Column}";
}
