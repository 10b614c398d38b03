using System.Buffers.Binary;

namespace OvsCtl.OpenFlow;

/// <summary>
/// Desired flows as bytes, so that flows a switch reports can be crossed off as they come, without a record of either. Only what
/// differs in its bytes — because it differs, or because the switch writes the same thing another way — is decoded and compared as
/// records.
/// </summary>
internal sealed class FlowIndex
{
    // Where things are in a flow-mod: header:8 cookie:8 cookie_mask:8 table_id:1 command:1 idle:2 hard:2 priority:2 12 bytes flags:2 pad:2 match
    private const int ModCookieAt = 8, ModTableAt = 24, ModTimeoutsAt = 26, ModPriorityAt = 30, ModFlagsAt = 44, ModMatchAt = 48;

    // And in ofp_flow_stats: length:2 table_id:1 pad:1 duration:8 priority:2 idle:2 hard:2 flags:2 pad:4 cookie:8 packets:8 bytes:8 match
    private const int TableAt = 2, PriorityAt = 12, TimeoutsAt = 14, FlagsAt = 18, CookieAt = 24, MatchAt = 48;

    private readonly IReadOnlyList<FlowMod> _desired;
    private readonly OpenFlowWriter _bytes = new(64 * 1024);
    private readonly int[] _starts;
    private readonly int[] _slots;
    private readonly List<FlowStats> _others = [];

    /// <exception cref="ArgumentException">A flow is too long.</exception>
    public FlowIndex(IReadOnlyList<FlowMod> desired)
    {
        _desired = desired;
        _starts = new int[desired.Count + 1];
        _slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, desired.Count * 2))];
        for (var i = 0; i < desired.Count; i++)
        {
            OpenFlowCodec.Write(_bytes, desired[i], default);
            _starts[i + 1] = _bytes.Position;
        }

        for (var i = 0; i < desired.Count; i++)
        {
            // Index plus 1 in a slot; of two for the same flow the later counts.
            var mod = Mod(i);
            ref var slot = ref FindSlot(mod[ModTableAt], mod.Slice(ModPriorityAt, 2), MatchOf(mod, ModMatchAt));
            if (slot != 0) Cross(slot - 1);
            slot = i + 1;
        }
    }

    /// <summary>Takes in a flow the switch has: ofp_flow_stats.</summary>
    public void Cross(ReadOnlySpan<byte> flow)
    {
        if (flow.Length >= MatchAt + 8 && TryCross(flow)) return;
        var reader = new OpenFlowReader(flow);
        _others.Add(FlowStats.Read(ref reader));
    }

    /// <summary>What is left on both sides.</summary>
    public FlowDifference Difference()
    {
        var left = new List<FlowMod>();
        for (var i = 0; i < _desired.Count; i++)
        {
            if (_starts[i] >= 0) left.Add(_desired[i]);
        }

        return FlowDifference.Of(left, _others);
    }

    private static ReadOnlySpan<byte> MatchOf(ReadOnlySpan<byte> flow, int at)
    {
        int length = BinaryPrimitives.ReadUInt16BigEndian(flow[(at + 2)..]);
        var padded = (length + 7) & ~7;
        return padded <= flow.Length - at ? flow.Slice(at, padded) : default;
    }

    private bool TryCross(ReadOnlySpan<byte> flow)
    {
        var match = MatchOf(flow, MatchAt);
        if (match.IsEmpty) return false;
        var slot = FindSlot(flow[TableAt], flow.Slice(PriorityAt, 2), match);
        if (slot == 0 || _starts[slot - 1] < 0) return false;
        var mod = Mod(slot - 1);
        var isSame = mod.Slice(ModCookieAt, 8).SequenceEqual(flow.Slice(CookieAt, 8))
            && mod.Slice(ModTimeoutsAt, 4).SequenceEqual(flow.Slice(TimeoutsAt, 4))
            && mod.Slice(ModFlagsAt, 2).SequenceEqual(flow.Slice(FlagsAt, 2))
            && mod[(ModMatchAt + match.Length)..].SequenceEqual(flow[(MatchAt + match.Length)..]);
        if (isSame) Cross(slot - 1);
        return isSame;
    }

    private void Cross(int index) => _starts[index] = ~_starts[index];

    private ReadOnlySpan<byte> Mod(int index)
    {
        var start = _starts[index] < 0 ? ~_starts[index] : _starts[index];
        var end = _starts[index + 1] < 0 ? ~_starts[index + 1] : _starts[index + 1];
        return _bytes.Written[start..end];
    }

    private ref int FindSlot(byte table, ReadOnlySpan<byte> priority, ReadOnlySpan<byte> match)
    {
        var hash = default(HashCode);
        hash.Add(table);
        hash.AddBytes(priority);
        hash.AddBytes(match);
        var at = hash.ToHashCode() & (_slots.Length - 1);
        while (_slots[at] != 0)
        {
            var mod = Mod(_slots[at] - 1);
            if (mod[ModTableAt] == table && mod.Slice(ModPriorityAt, 2).SequenceEqual(priority) && MatchOf(mod, ModMatchAt).SequenceEqual(match)) break;
            at = (at + 1) & (_slots.Length - 1);
        }

        return ref _slots[at];
    }
}
