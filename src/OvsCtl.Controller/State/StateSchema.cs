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

    private static string Read()
    {
        using var stream = typeof(StateSchema).Assembly.GetManifestResourceStream("OvsCtl.ovsschema") ?? throw new InvalidOperationException("the schema is not in the assembly");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
