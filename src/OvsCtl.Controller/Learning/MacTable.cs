using OvsCtl.OpenFlow;

namespace OvsCtl.Controller.Learning;

/// <summary>
/// Which port each station was last heard at, per VLAN. An entry that is not refreshed ages; when the table is full, one that was
/// not used lately makes room, so that a flood of forged addresses does not push out those that talk.
/// </summary>
internal sealed class MacTable(int capacity, TimeSpan maxAge)
{
    private readonly Dictionary<ulong, int> _slots = [];
    private Entry[] _entries = [];
    private int _count;
    private int _hand;

    public int Count => _slots.Count;

    /// <summary>Notes where a station is.</summary>
    /// <returns>True when it was known to be elsewhere.</returns>
    public bool Learn(TimeSpan now, int vlan, ulong address, PortNumber port)
    {
        var key = Key(vlan, address);
        if (!_slots.TryGetValue(key, out var slot))
        {
            slot = TakeSlot();
            _slots.Add(key, slot);
            _entries[slot] = new Entry(key, port, now) { IsUsed = true };
            return false;
        }

        ref var entry = ref _entries[slot];
        var hasMoved = entry.Port != port && now - entry.LastSeen <= maxAge;
        entry.Port = port;
        entry.LastSeen = now;
        entry.IsUsed = true;
        return hasMoved;
    }

    /// <returns>False when the station has not been heard, or too long ago.</returns>
    public bool TryFind(TimeSpan now, int vlan, ulong address, out PortNumber port)
    {
        port = default;
        if (!_slots.TryGetValue(Key(vlan, address), out var slot)) return false;
        ref readonly var entry = ref _entries[slot];
        port = entry.Port;
        return now - entry.LastSeen <= maxAge;
    }

    /// <summary>Forgets every station at a port.</summary>
    public void Forget(PortNumber port)
    {
        for (var slot = 0; slot < _count; slot++)
        {
            if (_entries[slot].Port != port || !_slots.Remove(_entries[slot].Key)) continue;
            MoveLastTo(slot--);
        }
    }

    private static ulong Key(int vlan, ulong address) => (ulong)vlan << 48 | address;

    private int TakeSlot()
    {
        if (_count < capacity)
        {
            if (_count == _entries.Length) Array.Resize(ref _entries, Math.Min(Math.Max(16, _count * 2), capacity));
            return _count++;
        }

        // A clock hand: who was used since it last came by gets another round.
        while (_entries[_hand].IsUsed)
        {
            _entries[_hand].IsUsed = false;
            _hand = (_hand + 1) % capacity;
        }

        var taken = _hand;
        _slots.Remove(_entries[taken].Key);
        _hand = (_hand + 1) % capacity;
        return taken;
    }

    private void MoveLastTo(int slot)
    {
        _count--;
        if (slot == _count) return;
        _entries[slot] = _entries[_count];
        _slots[_entries[slot].Key] = slot;
    }

    private struct Entry(ulong key, PortNumber port, TimeSpan lastSeen)
    {
        public readonly ulong Key = key;
        public PortNumber Port = port;
        public TimeSpan LastSeen = lastSeen;
        public bool IsUsed;
    }
}
