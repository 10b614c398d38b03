namespace OvsCtl.Topology.Plans;

/// <summary>Words of a POSIX shell command.</summary>
internal static class ShellText
{
    private const string Plain = "_-./:,=+@%";

    /// <summary>The word as the shell gives it on unchanged: in quotes only when it needs them.</summary>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || Plain.Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
