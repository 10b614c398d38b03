namespace OvsCtl.OpenFlow;

/// <summary>What separates the flows a switch has from those it should have. Two flows are the same when table, priority and match are.</summary>
/// <param name="Missing">Flows to add, in the order they were desired.</param>
/// <param name="Changed">Flows the switch has with another cookie, timeout, flag or other instructions, as they should be.</param>
/// <param name="Extra">Flows the switch has and should not.</param>
public sealed record FlowDifference(IReadOnlyList<FlowMod> Missing, IReadOnlyList<FlowMod> Changed, IReadOnlyList<FlowStats> Extra)
{
    // What the switch reports about a flow and a flow-mod sets.
    private const FlowModFlags ReportedFlags = FlowModFlags.SendFlowRemoved | FlowModFlags.NoPacketCounts | FlowModFlags.NoByteCounts;

    /// <summary>True when there is none.</summary>
    public bool IsEmpty => Missing.Count == 0 && Changed.Count == 0 && Extra.Count == 0;

    /// <summary>Compares.</summary>
    /// <param name="desired">What the switch should have: the flow-mods that would add it. Of two for the same flow the later counts.</param>
    /// <param name="installed">What it has.</param>
    public static FlowDifference Of(IReadOnlyList<FlowMod> desired, IReadOnlyList<FlowStats> installed)
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(installed);
        var wanted = new Dictionary<Key, FlowMod>(desired.Count);
        foreach (var mod in desired) wanted[new Key(mod.TableId, mod.Priority, mod.Match)] = mod;

        var extra = new List<FlowStats>();
        var changed = new List<FlowMod>();
        foreach (var flow in installed)
        {
            if (!wanted.Remove(new Key(flow.TableId, flow.Priority, flow.Match), out var mod)) extra.Add(flow);
            else if (!IsSame(mod, flow)) changed.Add(mod);
        }

        var missing = wanted.Count == 0 ? [] : desired.Where(mod => wanted.TryGetValue(new Key(mod.TableId, mod.Priority, mod.Match), out var last) && ReferenceEquals(last, mod)).ToList();
        return new FlowDifference(missing, changed, extra);
    }

    private static bool IsSame(FlowMod mod, FlowStats flow) =>
        mod.Cookie == flow.Cookie && mod.IdleTimeout == flow.IdleTimeout && mod.HardTimeout == flow.HardTimeout
        && (mod.Flags & ReportedFlags) == (flow.Flags & ReportedFlags) && mod.Instructions.SequenceEqual(flow.Instructions);

    private readonly record struct Key(TableId TableId, ushort Priority, Match Match);
}
