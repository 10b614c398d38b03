namespace OvsCtl.Ovsdb;

/// <summary>What happened to a row.</summary>
public enum RowChangeKind
{
    /// <summary>It was not there before.</summary>
    Added,

    /// <summary>A column that is monitored holds something else.</summary>
    Changed,

    /// <summary>It is there no more, or no longer meets the monitor's conditions.</summary>
    Removed,
}
