using OvsCtl.Ovsdb;

namespace OvsCtl.Controller.State;

/// <summary>The schema of the OvsCtl database; docs/state.md describes it.</summary>
internal static class StateSchema
{
    public const string Database = "OvsCtl";
    public const string Machine = "Machine", Lab = "Lab", LabObject = "Lab_Object", LabStatus = "Lab_Status", Condition = "Condition";

    public static string Text { get; } = Read();

    public static Version Version { get; } = Version.Parse(DatabaseSchema.Parse(Text).Version);

    /// <summary>Everything but what only others read.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Columns { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        [Machine] = ["name"],
        [Lab] = ["name", "file_name", "text", "generation", "wanted", "paused", "objects", "status"],
        [LabObject] = ["kind", "name", "machine", "spec"],
        [LabStatus] = ["machine", "observed_generation", "conditions"],
        [Condition] = ["type", "status", "reason", "message", "since"],
    };

    /// <summary>The names of labs that are asked for otherwise than before, or no more; what this machine says of them does not count.</summary>
    public static IEnumerable<string> LabsAskedOtherwise(ReplicaSnapshot before, ReplicaSnapshot now) =>
        now.ChangesSince(before).Where(c => c.Table == Lab && c.Columns.Any(s_asked.Contains)).Select(c => c.New ?? c.Old).OfType<Row>().Select(r => r.GetString("name")).Distinct();

    private static readonly HashSet<string> s_asked = ["file_name", "text", "generation", "wanted", "paused"];

    private static string Read()
    {
        using var stream = typeof(StateSchema).Assembly.GetManifestResourceStream("OvsCtl.ovsschema") ?? throw new InvalidOperationException("the schema is not in the assembly");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
