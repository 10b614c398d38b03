namespace OvsCtl.OpenFlow;

/// <summary>What a flow monitor tells of (ONFFMF_*, ONF extension 187).</summary>
[Flags]
public enum FlowMonitorFlags : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The flows there are at first.</summary>
    Initial = 1,

    /// <summary>Flows as they are added.</summary>
    Add = 2,

    /// <summary>Flows as they are deleted.</summary>
    Delete = 4,

    /// <summary>Flows as they are changed.</summary>
    Modify = 8,

    /// <summary>With their actions.</summary>
    Actions = 16,

    /// <summary>In full also what the asking controller does itself.</summary>
    Own = 32,
}
