using System.Net;

namespace OvsCtl.Topology.Desired;

/// <summary>A route of the main table; one of <paramref name="Via"/> and <paramref name="Dev"/> is set, or both.</summary>
public sealed record DesiredRoute(Place Place, IPNetwork Destination, IPAddress? Via, string? Dev)
{
    public override string ToString() =>
        (Destination.PrefixLength == 0 ? "default" : Destination.ToString()) + (Via is null ? "" : $" via {Via}") + (Dev is null ? "" : $" dev {Dev}");
}
