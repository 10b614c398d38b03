namespace OvsCtl.OpenFlow;

/// <summary>What may be done with a field besides matching on all of it.</summary>
[Flags]
internal enum FieldTraits
{
    None = 0,

    /// <summary>Some of its bits may be matched on.</summary>
    Maskable = 1,

    /// <summary>Actions may write it.</summary>
    Writable = 2,
}
