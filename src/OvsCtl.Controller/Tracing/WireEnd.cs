using OvsCtl.Topology;

namespace OvsCtl.Controller.Tracing;

/// <summary>An interface as the end of a cable.</summary>
internal sealed record WireEnd(Place Place, string Name)
{
    public override string ToString() => $"{Place}:{Name}";
}
