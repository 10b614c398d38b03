using System.Globalization;
using OvsCtl.Topology.Desired;

namespace OvsCtl.Controller.State;

/// <summary>An object of a lab as the database lists it, for people and for other machines.</summary>
internal sealed record StoredObject(string Kind, string Name, IReadOnlyDictionary<string, string> Spec)
{
    public static IEnumerable<StoredObject> Of(DesiredState desired) =>
    [
        .. desired.Hosts.Select(h => new StoredObject("host", h.Name, Parts(("loopback", Addresses(h.Loopback)), ("run", h.Process?.Command)))),
        .. desired.Bridges.Select(b => new StoredObject("switch", b.Name, Parts(("type", "ovs"), ("address", Addresses(b.Interface)), ("mac", b.Interface.Mac?.ToString()), ("ports", b.Ports.Count.ToString(CultureInfo.InvariantCulture))))),
        .. desired.LinuxBridges.Select(b => new StoredObject("switch", b.Name, Parts(("type", "linux"), ("address", Addresses(b.Interface)), ("in", b.Interface.Place.Host)))),
        .. desired.Cables.Select(c => new StoredObject("link", $"{c.A.Place}:{c.A.Name} - {c.B.Place}:{c.B.Name}", Parts(("a", Addresses(c.A)), ("b", Addresses(c.B))))),
        .. desired.Adoptions.Select(a => new StoredObject("link", $"{a.Interface.Place}:{a.Interface.Name}", Parts(("a", Addresses(a.Interface)), ("adopted", "true")))),
        .. desired.NatTables.Select(t => new StoredObject("nat", t.Name, Parts(("in", t.Place.Host), ("rules", string.Join("; ", t.Rules.Select(r => r.Comment).Distinct()))))),
    ];

    public bool IsSame(StoredObject other) =>
        Kind == other.Kind && Name == other.Name && Spec.Count == other.Spec.Count && Spec.All(s => other.Spec.GetValueOrDefault(s.Key) == s.Value);

    private static string Addresses(DesiredInterface own) => string.Join(' ', own.Addresses);

    private static Dictionary<string, string> Parts(params (string Key, string? Value)[] parts) =>
        parts.Where(p => !string.IsNullOrEmpty(p.Value)).ToDictionary(p => p.Key, p => p.Value ?? "");
}
