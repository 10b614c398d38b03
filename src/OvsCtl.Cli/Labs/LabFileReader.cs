using System.Text.RegularExpressions;

namespace OvsCtl.Cli.Labs;

/// <summary>Reads and checks a lab file before anything is started or contacted.</summary>
internal static partial class LabFileReader
{
    /// <exception cref="CommandFailure">The file cannot be read or is not a lab file.</exception>
    public static LabSource Read(string path)
    {
        var text = ReadText(path);
        // Stands in for OvsCtl.Topology.LabFiles.LabFile.Parse: the name only, no counts, no checks.
        if (LabKey().Match(text) is not { Success: true } match)
            throw new CommandFailure(ExitCode.Usage, $"{path}:1:1: the key 'lab' is missing");
        return new LabSource(match.Groups[1].Value, path, text, HostCount: 0, SwitchCount: 0, LinkCount: 0);
    }

    private static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Usage, $"cannot read the lab file: {e.Message}", e);
        }
    }

    [GeneratedRegex(@"^lab:\s*([A-Za-z0-9_.-]+)\s*$", RegexOptions.Multiline)]
    private static partial Regex LabKey();
}
