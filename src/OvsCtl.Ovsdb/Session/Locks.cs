namespace OvsCtl.Ovsdb;

/// <summary>The locks of one connection by name. Only the receive loop touches it.</summary>
internal sealed class Locks
{
    private readonly Dictionary<string, OvsdbLock> _locks = [];

    public OvsdbLock Add(OvsdbLock added)
    {
        // The server lets a name be asked for only once: a second answer replaces one whose caller gave up waiting.
        _locks[added.Name] = added;
        return added;
    }

    // "locked": [<id>], "stolen": [<id>]. An unknown name is a lock whose caller gave up waiting.
    public void Set(string name, bool isHeld)
    {
        if (_locks.TryGetValue(name, out var known)) known.Set(isHeld);
    }

    public void Remove(string name)
    {
        if (_locks.Remove(name, out var removed)) removed.End(new OvsdbException(OvsdbErrorKind.NotOwner, "the lock was given back"));
    }

    public void End(OvsdbException reason)
    {
        foreach (var known in _locks.Values) known.End(reason);
        _locks.Clear();
    }
}
