using System.Net;

namespace OvsCtl.Topology.Specs;

/// <summary><c>default via A</c>, <c>NET via A</c> or <c>NET dev IF</c>; a default route has the prefix length 0.</summary>
public sealed record RouteSpec(IPNetwork Destination, IPAddress? Via, string? Dev, Position At)
{
    public override string ToString() =>
        (Destination.PrefixLength == 0 ? "default" : Destination.ToString()) + (Via is null ? "" : $" via {Via}") + (Dev is null ? "" : $" dev {Dev}");
}
