namespace OvsCtl.Cli.Namespaces;

/// <summary>The named namespaces of this machine: OvsCtl.Netns, its errors turned into exit codes.</summary>
internal static class NamedNamespaceAccess
{
    public static IReadOnlyList<NamespaceEntry> List() => throw NotYet();

    public static void Create(string name) => throw NotYet();

    public static void Delete(string name) => throw NotYet();

    /// <summary>Becomes the command inside the namespace; returns only by an exception.</summary>
    /// <exception cref="CommandFailure">With exit code 125 to 127, as docker exec has them.</exception>
    public static int Exec(string name, IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment) => throw NotYet();

    private static PlatformNotSupportedException NotYet() => new("network namespaces are not built into this program");
}
