using OvsCtl.OpenFlow;

namespace OvsCtl.Controller.Forwarding;

/// <summary>The tables of the pipeline that a controlled bridge gets.</summary>
public static class PipelineTables
{
    /// <summary>May this frame come in by this port at all?</summary>
    public static readonly TableId Admission = new(0);

    /// <summary>Where does it go?</summary>
    public static readonly TableId Forwarding = new(1);

    /// <summary>Where was somebody heard whom the lab does not know? Only on bridges with foreign ports.</summary>
    public static readonly TableId Learned = new(2);

    private static readonly Dictionary<string, TableId> s_names = new() { ["admission"] = Admission, ["forwarding"] = Forwarding, ["learned"] = Learned };

    /// <summary>The name of a table; null for one that is none of these.</summary>
    public static string? Name(int table) => s_names.FirstOrDefault(known => known.Value.Value == table).Key;

    /// <summary>The table of that name; null when there is none.</summary>
    public static TableId? Find(string name) => s_names.TryGetValue(name, out var table) ? table : null;
}
