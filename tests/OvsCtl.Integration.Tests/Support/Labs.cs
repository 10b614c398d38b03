namespace OvsCtl.Integration.Tests.Support;

/// <summary>The lab files that come with the product.</summary>
internal static class Labs
{
    public static string RedBlue => Path.Combine(Root(), "labs", "red-blue.yaml");

    public static IReadOnlyList<string> All => [.. Directory.GetFiles(Path.Combine(Root(), "labs"), "*.yaml").Order(StringComparer.Ordinal)];

    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OvsCtl.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("no folder above the tests holds OvsCtl.sln");
    }
}
