namespace OvsCtl.Topology.LabFiles;

/// <summary>The JSON Schema (draft 7) of lab files, for editors. What it lets pass may still be wrong: it knows the form of a file, not what its names mean.</summary>
public static class LabSchema
{
    private const string Resource = "lab.schema.json";

    public static string Text
    {
        get
        {
            using var stream = typeof(LabSchema).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"the program was built without {Resource}");
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }
}
