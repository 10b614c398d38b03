using System.Diagnostics.Metrics;

namespace OvsCtl.Controller;

/// <summary>What the controller counts; docs/daemon.md lists it. Costs next to nothing while nobody listens.</summary>
public static class ControllerMetrics
{
    public const string MeterName = "OvsCtl";

    private static readonly Meter s_meter = new(MeterName);

    internal static Counter<long> Heals { get; } = s_meter.CreateCounter<long>("ovsctl_heals_total", description: "Steps that mended something.");

    internal static Counter<long> HealFailures { get; } = s_meter.CreateCounter<long>("ovsctl_heal_failures_total", description: "Looks after which something was left to mend.");

    internal static Counter<long> Looks { get; } = s_meter.CreateCounter<long>("ovsctl_looks_total", description: "Looks at labs.");

    internal static Counter<double> LookSeconds { get; } = s_meter.CreateCounter<double>("ovsctl_look_seconds_total", description: "Time that looks took.");

    internal static Counter<long> Transactions { get; } = s_meter.CreateCounter<long>("ovsctl_ovsdb_transactions_total", description: "Transactions on the switch's database.");

    internal static Counter<long> FlowMods { get; } = s_meter.CreateCounter<long>("ovsctl_flow_mods_total", description: "Changes of flows sent.");

    internal static Counter<long> FlowModErrors { get; } = s_meter.CreateCounter<long>("ovsctl_flow_mod_errors_total", description: "Changes of flows that the switch refused.");

    internal static Counter<long> PacketIns { get; } = s_meter.CreateCounter<long>("ovsctl_packet_ins_total", description: "Packets that bridges sent to their controller.");

    internal static Counter<long> QueueDrops { get; } = s_meter.CreateCounter<long>("ovsctl_queue_drops_total", description: "Messages of bridges that were dropped because they came faster than they are read.");

    internal static Counter<long> SwitchEvents { get; } = s_meter.CreateCounter<long>("ovsctl_switch_events_total", description: "Messages that bridges sent unasked.");
}
