namespace OvsCtl.OpenFlow;

/// <summary>What a list of actions is written in; each allows something else.</summary>
internal enum Nesting
{
    None,
    WriteActions,
    Clone,
    ConnectionTracking,
}
