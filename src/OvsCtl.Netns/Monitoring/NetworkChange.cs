namespace OvsCtl.Netns;

/// <summary>Something that <see cref="NetworkNamespace.WatchAsync"/> has to tell.</summary>
public abstract record NetworkChange
{
    private protected NetworkChange()
    {
    }
}
