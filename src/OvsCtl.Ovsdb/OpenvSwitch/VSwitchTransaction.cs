using System.Globalization;

namespace OvsCtl.Ovsdb.OpenvSwitch;

/// <summary>
/// Turns changes into the operations of one transaction. Pure: looks at a state, sends nothing. Others write to the same database, so sets and
/// maps are only ever mutated, and what must hold at commit is guarded by a "wait" that fails at once.
/// </summary>
internal sealed class VSwitchTransaction
{
    private readonly VSwitchState _state;
    private readonly List<Operation> _guards = [];
    private readonly List<OvsdbException> _guardFailures = [];
    private readonly List<(string What, string Table, string Name)> _names = [];
    private readonly List<Operation> _changes = [];
    private readonly List<int> _interfaceInserts = [];
    private readonly Dictionary<string, BridgeTarget> _bridges = [];
    private readonly HashSet<string> _added = [];
    private readonly HashSet<string> _freed = [];
    private readonly List<OvsdbAtom> _bridgesAdded = [];
    private readonly List<OvsdbAtom> _bridgesRemoved = [];
    private int _lastName;

    private VSwitchTransaction(VSwitchState state)
    {
        _state = state;
        foreach (var bridge in state.Bridges.Values) _bridges.Add(bridge.Name, new BridgeTarget(bridge.Uuid, bridge));
    }

    /// <summary>
    /// Guards, changes, then the request to ovs-vswitchd to say when it has acted. That a name is free is not guarded: a "wait" on it would look at every
    /// row, and the server's index on names refuses a second row of one name anyhow.
    /// </summary>
    public required IReadOnlyList<Operation> Operations { get; init; }

    /// <exception cref="OvsdbException"><see cref="OvsdbErrorKind.AlreadyExists"/> or <see cref="OvsdbErrorKind.NotFound"/>, by the state at hand.</exception>
    /// <exception cref="ArgumentException">The changes contradict each other.</exception>
    public static VSwitchTransaction Create(VSwitchState state, IReadOnlyList<VSwitchChange> changes)
    {
        var operations = new List<Operation>();
        var transaction = new VSwitchTransaction(state) { Operations = operations };
        foreach (var change in changes) transaction.Add(change);
        transaction.AddReferences();
        operations.AddRange(transaction._guards);
        operations.AddRange(transaction._changes);
        operations.AddRange(transaction.NextCfg());
        return transaction;
    }

    /// <summary>The names of the Interface rows made, in the order of the changes.</summary>
    public IReadOnlyList<Uuid> ReadInterfaces(TransactionResult result) =>
        [.. _interfaceInserts.Select(i => result.Operations[_guards.Count + i].Uuid ?? throw OvsdbException.Protocol("the answer to an insert lacks a uuid"))];

    /// <summary>When the server's index has refused a name: operations of which the first that fails belongs to the name (see <see cref="ExplainName"/>).</summary>
    public IReadOnlyList<Operation> NameChecks => [.. _names.Select(name => Wait.None(name.Table, Condition.Equal("name", name.Name)))];

    public OvsdbException? ExplainName(OvsdbException error) =>
        error.Kind == OvsdbErrorKind.TimedOut && error.OperationIndex is { } index && index < _names.Count ? Exists(_names[index].What, _names[index].Name) : null;

    /// <summary>The failure of a guard, in words; null when the error is about something else.</summary>
    public OvsdbException? Explain(OvsdbException error) =>
        error.Kind == OvsdbErrorKind.TimedOut && error.OperationIndex is { } index && index < _guards.Count ? _guardFailures[index] : null;

    private void Add(VSwitchChange change)
    {
        switch (change)
        {
            case AddBridge add:
                Add(add);
                break;
            case SetBridge set:
                Set(set);
                break;
            case DeleteBridge delete:
                Delete(delete);
                break;
            case AddPort add:
                Add(add);
                break;
            case DeletePort delete:
                Delete(delete);
                break;
            case ClearPortVlan clear:
                Clear(clear);
                break;
            case SetExternalId set:
                IReadOnlyList<Mutation> mutations = set.Value is null
                    ? [Mutation.Delete("external_ids", OvsdbSet.Of(set.Key))]
                    : Mutation.SetKeys("external_ids", new Dictionary<string, string> { [set.Key] = set.Value });
                _changes.Add(new Mutate(VSwitchTables.Root, [Condition.IsRow(_state.RootUuid)], mutations));
                break;
            default:
                throw new ArgumentException($"{change} is not known");
        }
    }

    private void Add(AddBridge add)
    {
        if (_bridges.ContainsKey(add.Name)) throw Exists("bridge", add.Name);
        CheckName("bridge", "Bridge", add.Name);
        var row = new Dictionary<string, OvsdbValue>
        {
            ["name"] = add.Name,
            ["datapath_type"] = add.DatapathType,
            ["protocols"] = Strings(add.Protocols),
            ["external_ids"] = OvsdbMap.Of(add.ExternalIds),
            ["other_config"] = OvsdbMap.Of(OtherConfig(add.HardwareAddress, add.DatapathId)),
            ["ports"] = AddPortRow(add.Name, "internal", add.ExternalIds, new Dictionary<string, OvsdbValue>(), add.Mtu),
        };
        if (add.FailMode is not null) row["fail_mode"] = add.FailMode;
        if (add.ControllerTarget is not null) row["controller"] = AddController(add.ControllerTarget, add.ControllerMaxBackoff, add.ControllerInactivityProbe);
        var name = Insert("Bridge", row);
        _bridgesAdded.Add(name);
        _bridges.Add(add.Name, new BridgeTarget(name, null));
    }

    private void Set(SetBridge set)
    {
        var bridge = FindBridge(set.Name);
        var row = new Dictionary<string, OvsdbValue>();
        if (set.DatapathType is not null) row["datapath_type"] = set.DatapathType;
        if (set.FailMode is not null) row["fail_mode"] = set.FailMode.Length == 0 ? OvsdbSet.Empty : set.FailMode;
        if (set.Protocols is not null) row["protocols"] = Strings(set.Protocols);
        // Replacing a controller by itself would drop the connection.
        if (set.ControllerTarget is not null && !(bridge.State?.ControllerTargets is [var current] && current == set.ControllerTarget))
            row["controller"] = set.ControllerTarget.Length == 0 ? OvsdbSet.Empty : AddController(set.ControllerTarget, set.ControllerMaxBackoff, set.ControllerInactivityProbe);
        if (row.Count > 0) _changes.Add(new Update("Bridge", [bridge.Where], row));

        Mutation[] mutations =
        [
            .. Mutation.SetKeys("external_ids", set.ExternalIds ?? new Dictionary<string, string>()),
            .. Mutation.SetKeys("other_config", OtherConfig(set.HardwareAddress, set.DatapathId)),
        ];
        if (mutations.Length > 0) _changes.Add(new Mutate("Bridge", [bridge.Where], mutations));
        if (set.Mtu is { } mtu)
            _changes.Add(new Update("Interface", [Condition.Equal("name", set.Name)], new Dictionary<string, OvsdbValue> { ["mtu_request"] = mtu }));
    }

    private void Delete(DeleteBridge delete)
    {
        var bridge = FindBridge(delete.Name).State ?? throw new ArgumentException($"bridge {delete.Name} is added and deleted by the same changes");
        _bridges.Remove(delete.Name);
        _bridgesRemoved.Add(bridge.Uuid);
        _freed.Add(delete.Name);
        foreach (var port in bridge.Ports.Values) Free(port);
    }

    private void Add(AddPort add)
    {
        var bridge = FindBridge(add.Bridge);
        var more = new Dictionary<string, OvsdbValue>();
        if (add.Options.Count > 0) more["options"] = OvsdbMap.Of(add.Options);
        if (add.OfPortRequest is { } number) more["ofport_request"] = number;
        bridge.PortsAdded.Add(AddPortRow(add.Name, add.Type, add.ExternalIds, more, mtu: null));
    }

    private void Delete(DeletePort delete)
    {
        if (delete.Bridge == delete.Name) throw new ArgumentException($"port {delete.Name} is the local port of its bridge: delete the bridge");
        var bridge = FindBridge(delete.Bridge);
        if (bridge.State is null || !bridge.State.Ports.TryGetValue(delete.Name, out var port) || !HasPort(delete.Name))
            throw Missing($"bridge {delete.Bridge} has no port {delete.Name}");
        bridge.PortsRemoved.Add(port.Uuid);
        Free(port);
    }

    private void Clear(ClearPortVlan clear)
    {
        var bridge = FindBridge(clear.Bridge);
        if (bridge.State is null || !bridge.State.Ports.TryGetValue(clear.Name, out var port) || !HasPort(clear.Name))
            throw Missing($"bridge {clear.Bridge} has no port {clear.Name}");
        _changes.Add(new Update("Port", [Condition.IsRow(port.Uuid)], new Dictionary<string, OvsdbValue> { ["tag"] = OvsdbSet.Empty, ["trunks"] = OvsdbSet.Empty, ["vlan_mode"] = OvsdbSet.Empty }));
    }

    private OvsdbNamedUuid AddPortRow(
        string name, string type, IReadOnlyDictionary<string, string> externalIds, Dictionary<string, OvsdbValue> interfaceRow, int? mtu)
    {
        if (HasPort(name)) throw Exists("port", name);
        if (!_freed.Contains(name) && _state.HasInterface(name)) throw Exists("interface", name);
        CheckName("port", "Port", name);
        CheckName("interface", "Interface", name);
        _added.Add(name);

        interfaceRow["name"] = name;
        if (type.Length > 0) interfaceRow["type"] = type;
        if (externalIds.Count > 0) interfaceRow["external_ids"] = OvsdbMap.Of(externalIds);
        if (mtu is { } size) interfaceRow["mtu_request"] = size;
        _interfaceInserts.Add(_changes.Count);
        var @interface = Insert("Interface", interfaceRow);
        var port = new Dictionary<string, OvsdbValue> { ["name"] = name, ["interfaces"] = @interface };
        if (externalIds.Count > 0) port["external_ids"] = OvsdbMap.Of(externalIds);
        return Insert("Port", port);
    }

    private OvsdbNamedUuid AddController(string target, TimeSpan? maxBackoff, TimeSpan? inactivityProbe)
    {
        var row = new Dictionary<string, OvsdbValue> { ["target"] = target };
        if (maxBackoff is { } backoff) row["max_backoff"] = (long)backoff.TotalMilliseconds;
        if (inactivityProbe is { } probe) row["inactivity_probe"] = (long)probe.TotalMilliseconds;
        return Insert("Controller", row);
    }

    private OvsdbNamedUuid Insert(string table, Dictionary<string, OvsdbValue> row)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"row{++_lastName}");
        _changes.Add(new Insert(table, row) { UuidName = name });
        return new OvsdbNamedUuid(name);
    }

    /// <summary>One mutation for all ports of a bridge: each separate one would cost the server as much as the bridge has ports.</summary>
    private void AddReferences()
    {
        foreach (var bridge in _bridges.Values) AddReferences("Bridge", bridge.Where, "ports", bridge.PortsAdded, bridge.PortsRemoved);
        AddReferences(VSwitchTables.Root, Condition.IsRow(_state.RootUuid), "bridges", _bridgesAdded, _bridgesRemoved);
    }

    private void AddReferences(string table, Condition where, string column, List<OvsdbAtom> added, List<OvsdbAtom> removed)
    {
        var mutations = new List<Mutation>();
        if (removed.Count > 0) mutations.Add(Mutation.Delete(column, OvsdbSet.Of(removed)));
        if (added.Count > 0) mutations.Add(Mutation.Insert(column, OvsdbSet.Of(added)));
        if (mutations.Count > 0) _changes.Add(new Mutate(table, [where], mutations));
    }

    private IEnumerable<Operation> NextCfg()
    {
        var root = Condition.IsRow(_state.RootUuid);
        yield return new Mutate(VSwitchTables.Root, [root], [new Mutation("next_cfg", "+=", 1)]);
        yield return new Comment("ovsctl");
    }

    private BridgeTarget FindBridge(string name)
    {
        if (!_bridges.TryGetValue(name, out var bridge)) throw Missing($"there is no bridge {name}");
        if (bridge.State is not null && !bridge.IsGuarded) Guard(Wait.Exists("Bridge", bridge.State.Uuid), Missing($"bridge {name} has gone"));
        bridge.IsGuarded = true;
        return bridge;
    }

    private bool HasPort(string name) => _added.Contains(name) || (!_freed.Contains(name) && _state.HasPort(name));

    // A name that the same transaction frees is still in the database before it.
    private void CheckName(string what, string table, string name)
    {
        if (!_freed.Contains(name)) _names.Add((what, table, name));
    }

    private void Guard(Wait guard, OvsdbException failure)
    {
        _guards.Add(guard);
        _guardFailures.Add(failure);
    }

    private void Free(PortState port)
    {
        _added.Remove(port.Name);
        _freed.Add(port.Name);
        _freed.UnionWith(port.Interfaces.Select(i => i.Name));
    }

    private static Dictionary<string, string> OtherConfig(string? hardwareAddress, ulong? datapathId)
    {
        var config = new Dictionary<string, string>();
        if (hardwareAddress is not null) config["hwaddr"] = hardwareAddress;
        if (datapathId is { } id) config["datapath-id"] = id.ToString("x16", CultureInfo.InvariantCulture);
        return config;
    }

    private static OvsdbSet Strings(IReadOnlyList<string> values) => OvsdbSet.Of(values.Select(value => (OvsdbAtom)value));

    private static OvsdbException Exists(string what, string name) => new(OvsdbErrorKind.AlreadyExists, $"{what} {name} already exists in the Open_vSwitch database");

    private static OvsdbException Missing(string message) => new(OvsdbErrorKind.NotFound, message);

    /// <summary>A bridge as this transaction refers to it: by its name in the database, or by the one it has only here.</summary>
    private sealed class BridgeTarget(OvsdbAtom reference, BridgeState? state)
    {
        public Condition Where { get; } = new("_uuid", "==", reference);

        public BridgeState? State { get; } = state;

        public List<OvsdbAtom> PortsAdded { get; } = [];

        public List<OvsdbAtom> PortsRemoved { get; } = [];

        public bool IsGuarded { get; set; }
    }
}
