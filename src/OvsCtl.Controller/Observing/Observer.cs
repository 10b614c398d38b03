using System.Collections.Concurrent;
using OvsCtl.Controller.Executing;
using OvsCtl.Controller.Switches;
using OvsCtl.OpenFlow;
using OvsCtl.Ovsdb.OpenvSwitch;
using OvsCtl.Topology;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;

namespace OvsCtl.Controller.Observing;

/// <summary>Takes one look at everything: kernel, OVSDB replica, flow tables, processes.</summary>
public sealed class Observer(OvsLink ovs, BridgeControllers controllers, LabProcesses processes)
{
    /// <summary>A switch tells of every flow that changes, other than the kernel of every sysctl: a look afresh need not list them all each time.</summary>
    private static readonly TimeSpan TrustedFlows = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, string>> _savedSysctls = new();

    /// <summary>The lab is down: what its table remembered has been put back.</summary>
    public void Forget(string lab) => _savedSysctls.TryRemove(lab, out _);

    /// <param name="hint">Whose details to look at besides the marks; null to see the marks alone.</param>
    /// <param name="ct">Cancels the look.</param>
    /// <exception cref="OvsUnavailableException">The switch's database does not answer.</exception>
    public Task<ObservedState> ObserveAsync(DesiredState? hint, CancellationToken ct) => ObserveAsync(hint, new Dictionary<Place, SeenPlace>(), ct);

    /// <inheritdoc cref="ObserveAsync(DesiredState, CancellationToken)"/>
    /// <param name="hint">Whose details to look at besides the marks; null to see the marks alone.</param>
    /// <param name="seen">What has been read just now.</param>
    /// <param name="ct">Cancels the look.</param>
    public Task<ObservedState> ObserveAsync(DesiredState? hint, IReadOnlyDictionary<Place, SeenPlace> seen, CancellationToken ct) =>
        ObserveAsync(hint, null, seen, isQuick: false, trusted: TimeSpan.Zero, ct);

    /// <summary>As a lab's loop does: the flows of bridges that are not connected are unknown, and nobody waits for them.</summary>
    /// <param name="cache">What need not be read again.</param>
    /// <param name="isFresh">Whether to read all the same what has told of no change.</param>
    /// <param name="ct">Cancels the look.</param>
    /// <exception cref="OvsUnavailableException">The switch's database does not answer.</exception>
    internal Task<ObservedState> LookAsync(LookCache cache, bool isFresh, CancellationToken ct) => ObserveAsync(cache.Lab, cache, new Dictionary<Place, SeenPlace>(), isQuick: !isFresh, isFresh ? TrustedFlows : TimeSpan.MaxValue, ct);

    private async Task<ObservedState> ObserveAsync(
        DesiredState? hint, LookCache? cache, IReadOnlyDictionary<Place, SeenPlace> seen, bool isQuick, TimeSpan trusted, CancellationToken ct)
    {
        var wanted = hint?.Bridges.Select(b => b.Name).ToHashSet() ?? [];
        var vswitch = await ovs.GetAsync(ct).ConfigureAwait(false);
        var bridges = new Dictionary<string, ObservedBridge>();
        foreach (var bridge in vswitch.State.Bridges.Values)
        {
            bridges[bridge.Name] = Read(bridge, wanted.Contains(bridge.Name) ? await ReadFlowsAsync(bridge, isPatient: cache is null, trusted, ct).ConfigureAwait(false) : null);
        }

        // Hundreds of short blocking calls: not on a thread that serves requests.
        var (places, stale, tables) = await Task.Run(() => KernelObserver.Observe(hint, cache?.Places, seen, isQuick), ct).ConfigureAwait(false);
        var missing = await Task.Run(() => Shapes.FindMissing(hint, places.Values), ct).ConfigureAwait(false);
        return new ObservedState { RememberedSysctls = Remember(hint, tables), MissingDisciplines = missing, Places = places, StaleNames = stale, Bridges = bridges, NatTables = tables, Processes = processes.Observe() };
    }

    private async Task<IReadOnlyList<ObservedFlow>?> ReadFlowsAsync(BridgeState bridge, bool isPatient, TimeSpan trusted, CancellationToken ct)
    {
        if (bridge.ControllerTargets is not [var target] || target != controllers.Target(bridge.Name)) return null;
        try
        {
            if (isPatient) await controllers.GetAsync(bridge.Name, ct).ConfigureAwait(false);
            return await controllers.ReadFlowsAsync(bridge.Name, trusted, ct).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OvsUnavailableException or IOException or OpenFlowException)
        {
            return null; // Unknown is an answer here; the plan then says that the connection is down.
        }
    }

    /// <summary>A table deleted by hand takes along what it remembers; made anew it must remember the same.</summary>
    private IReadOnlyDictionary<string, string> Remember(DesiredState? hint, IReadOnlyList<ObservedNatTable> tables)
    {
        foreach (var table in tables)
            if (table.Place.IsRoot && table.Lab is { } owner) _savedSysctls[owner] = table.SavedSysctls;
        if (hint is null) return new Dictionary<string, string>();
        if (!hint.NatTables.Any(t => t.Place.IsRoot)) Forget(hint.Lab);
        return _savedSysctls.GetValueOrDefault(hint.Lab) ?? new Dictionary<string, string>();
    }

    private static ObservedBridge Read(BridgeState bridge, IReadOnlyList<ObservedFlow>? flows) => new()
    {
        Name = bridge.Name,
        Lab = bridge.ExternalIds.GetValueOrDefault(LabMark.ExternalId),
        FailMode = bridge.FailMode,
        Protocols = bridge.Protocols,
        ControllerTargets = bridge.ControllerTargets,
        HardwareAddress = bridge.OtherConfig.GetValueOrDefault("hwaddr"),
        DatapathId = bridge.DatapathId,
        RequestedDatapathId = ulong.TryParse(bridge.OtherConfig.GetValueOrDefault("datapath-id"), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var id) ? id : null,
        DatapathType = bridge.DatapathType,
        IsConnected = bridge.IsControllerConnected,
        Flows = flows,
        Ports = bridge.Ports.Values.ToDictionary(p => p.Name, Read),
    };

    private static ObservedPort Read(Ovsdb.OpenvSwitch.PortState port)
    {
        var own = port.Interfaces.Count > 0 ? port.Interfaces[0] : null;
        return new ObservedPort
        {
            Name = port.Name,
            Lab = port.ExternalIds.GetValueOrDefault(LabMark.ExternalId),
            Vlan = Vlan(port),
            OfPort = own?.OfPort,
            Error = own?.Error,
            IfIndex = own?.IfIndex,
            PatchPeer = own?.Type == "patch" ? own.Options.GetValueOrDefault("peer") : null,
        };
    }

    private static string? Vlan(Ovsdb.OpenvSwitch.PortState port)
    {
        List<string> settings = [];
        if (port.Tag is { } tag) settings.Add($"tag={tag}");
        if (port.Trunks.Count > 0) settings.Add($"trunks=[{string.Join(',', port.Trunks)}]");
        if (port.VlanMode is { } mode) settings.Add($"vlan_mode={mode}");
        return settings.Count > 0 ? string.Join(' ', settings) : null;
    }
}
