using OvsCtl.Topology.LabFiles;

namespace OvsCtl.Cli.Labs;

/// <summary>Reads and checks a lab file before anything is started or contacted.</summary>
internal static class LabFileReader
{
    /// <exception cref="CommandFailure">The file cannot be read or is not a lab file.</exception>
    public static LabSource Read(string path)
    {
        var text = ReadText(path);
        try
        {
            return new LabSource(LabFile.Parse(text, path).Name, path, text);
        }
        catch (LabFileException e)
        {
            throw new CommandFailure(ExitCode.Usage, string.Join('\n', e.Errors.Select(error => $"{error}\n{error.Excerpt()}")), e);
        }
    }

    /// <exception cref="CommandFailure">The file cannot be read.</exception>
    public static string ReadText(string path)
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
}
