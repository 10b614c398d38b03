using System.Globalization;

namespace OvsCtl.Ovsdb.OpenvSwitch;

/// <summary>The tables and columns of the Open_vSwitch schema that are monitored, and how they become a <see cref="VSwitchState"/>.</summary>
internal static class VSwitchTables
{
    public const string Database = "Open_vSwitch";
    public const string Root = "Open_vSwitch";

    /// <summary>What to monitor of a server whose schema has all of it.</summary>
    // Interface.statistics is left out on purpose: it changes every five seconds in every row.
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Columns { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        [Root] = ["bridges", "cur_cfg", "next_cfg", "ovs_version", "datapath_types", "external_ids"],
        ["Bridge"] = ["name", "datapath_type", "datapath_id", "fail_mode", "protocols", "external_ids", "other_config", "controller", "ports"],
        ["Port"] = ["name", "external_ids", "interfaces", "tag", "trunks", "vlan_mode"],
        ["Interface"] =
        [
            "name", "type", "ofport", "ofport_request", "error", "ifindex", "admin_state", "link_state", "mac_in_use", "mtu", "options", "external_ids",
        ],
        ["Controller"] = ["target", "is_connected"],
    };

    /// <summary>The same without the columns that an older schema lacks.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> ColumnsByTable(DatabaseSchema schema) => Columns.ToDictionary(
        pair => pair.Key,
        pair => (IReadOnlyList<string>)[.. pair.Value.Where(column => schema.Tables.TryGetValue(pair.Key, out var table) && table.Columns.ContainsKey(column))]);

    public static Row? FindRoot(ReplicaSnapshot snapshot) => snapshot.Table(Root).Values.FirstOrDefault();

    /// <exception cref="OvsdbException"><see cref="OvsdbErrorKind.NotFound"/>: somebody has deleted the root row.</exception>
    public static VSwitchState Read(ReplicaSnapshot snapshot)
    {
        var root = FindRoot(snapshot) ?? throw new OvsdbException(OvsdbErrorKind.NotFound, "the database has no Open_vSwitch row");
        return new VSwitchState
        {
            NextCfg = root.GetInteger("next_cfg"),
            CurCfg = root.GetInteger("cur_cfg"),
            OvsVersion = root.GetOptionalString("ovs_version"),
            DatapathTypes = root.Has("datapath_types") ? root.GetStrings("datapath_types") : [],
            ExternalIds = root.GetMap("external_ids"),
            Bridges = Referenced(snapshot, "Bridge", root, "bridges").Select(row => ReadBridge(snapshot, row)).ToDictionary(bridge => bridge.Name),
            RootUuid = root.Uuid,
            Snapshot = snapshot,
        };
    }

    public static InterfaceState? FindInterface(ReplicaSnapshot snapshot, Uuid uuid) =>
        snapshot.Table("Interface").TryGetValue(uuid, out var row) ? ReadInterface(row) : null;

    private static BridgeState ReadBridge(ReplicaSnapshot snapshot, Row row)
    {
        var controllers = Referenced(snapshot, "Controller", row, "controller").ToList();
        return new BridgeState
        {
            Uuid = row.Uuid,
            Name = row.GetString("name"),
            DatapathType = row.GetString("datapath_type"),
            DatapathId = ulong.TryParse(row.GetOptionalString("datapath_id"), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id) ? id : null,
            FailMode = row.GetOptionalString("fail_mode"),
            Protocols = row.GetStrings("protocols"),
            ExternalIds = row.GetMap("external_ids"),
            OtherConfig = row.GetMap("other_config"),
            ControllerTargets = [.. controllers.Select(controller => controller.GetString("target"))],
            IsControllerConnected = controllers.Any(controller => controller.GetBoolean("is_connected")),
            Ports = new BridgePorts(snapshot, row),
        };
    }

    public static PortState ReadPort(ReplicaSnapshot snapshot, Row row) => new()
    {
        Uuid = row.Uuid,
        Name = row.GetString("name"),
        ExternalIds = row.GetMap("external_ids"),
        Tag = row.Has("tag") ? (int?)row.GetOptionalInteger("tag") : null,
        Trunks = row.Has("trunks") ? [.. row.GetIntegers("trunks").Select(t => (int)t)] : [],
        VlanMode = row.Has("vlan_mode") ? row.GetOptionalString("vlan_mode") : null,
        Interfaces = [.. Referenced(snapshot, "Interface", row, "interfaces").Select(ReadInterface)],
    };

    private static InterfaceState ReadInterface(Row row) => new()
    {
        Uuid = row.Uuid,
        Name = row.GetString("name"),
        Type = row.GetString("type"),
        OfPort = (int?)row.GetOptionalInteger("ofport"),
        OfPortRequest = (int?)row.GetOptionalInteger("ofport_request"),
        Error = row.GetOptionalString("error"),
        IfIndex = (int?)row.GetOptionalInteger("ifindex"),
        AdminState = row.GetOptionalString("admin_state"),
        LinkState = row.GetOptionalString("link_state"),
        Mac = row.GetOptionalString("mac_in_use"),
        Mtu = (int?)row.GetOptionalInteger("mtu"),
        Options = row.GetMap("options"),
        ExternalIds = row.GetMap("external_ids"),
    };

    public static IEnumerable<Row> Referenced(ReplicaSnapshot snapshot, string table, Row row, string column)
    {
        var rows = snapshot.Table(table);
        foreach (var uuid in row.GetUuids(column))
        {
            // The server keeps strong references whole at every moment it tells about; a peer that does not is not worth a crash.
            if (rows.TryGetValue(uuid, out var referenced)) yield return referenced;
        }
    }
}
