namespace OvsCtl.Integration.Tests.Support;

/// <summary>The lab files that come with the product.</summary>
internal static class Labs
{
    public static string Directory { get; } = Path.Combine(Root(), "labs");

    public static string RedBlue => Path.Combine(Directory, "red-blue.yaml");

    public static string Readdress => Path.Combine(Directory, "readdress.yaml");

    public static string ReaddressBefore => Path.Combine(Directory, "before", "readdress.yaml");

    /// <summary>Those that are steps on the way to another among them.</summary>
    public static IReadOnlyList<string> All => [.. System.IO.Directory.GetFiles(Directory, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OvsCtl.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("no folder above the tests holds OvsCtl.sln");
    }
}
