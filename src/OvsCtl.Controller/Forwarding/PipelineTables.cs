using OvsCtl.OpenFlow;

namespace OvsCtl.Controller.Forwarding;

/// <summary>The tables of the pipeline that a controlled bridge gets.</summary>
public static class PipelineTables
{
    /// <summary>May this frame come in by this port at all?</summary>
    public static readonly TableId Admission = new(0);

    /// <summary>Where does it go?</summary>
    public static readonly TableId Forwarding = new(1);

    public static string? Name(int table) => table switch
    {
        0 => "admission",
        1 => "forwarding",
        _ => null,
    };
}
