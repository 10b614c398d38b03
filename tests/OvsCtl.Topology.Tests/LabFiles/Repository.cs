namespace OvsCtl.Topology.Tests.LabFiles;

internal static class Repository
{
    /// <summary>The lab files that come with the product.</summary>
    public static IReadOnlyList<string> LabFiles() => Directory.GetFiles(Path.Combine(Root(), "labs"), "*.yaml");

    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OvsCtl.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("no folder above the tests holds OvsCtl.sln");
    }
}
