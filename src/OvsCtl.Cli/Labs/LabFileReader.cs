using OvsCtl.Topology.Desired;
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
            var lab = Resolver.Resolve(LabFile.Parse(text, path));
            var patches = lab.Bridges.Sum(b => b.Ports.Count(p => p.PatchPeer is not null)) / 2;
            return new LabSource(lab.Lab, path, text, lab.Hosts.Count, lab.Bridges.Count + lab.LinuxBridges.Count, lab.Cables.Count + patches);
        }
        catch (LabFileException e)
        {
            throw new CommandFailure(ExitCode.Usage, string.Join('\n', e.Errors.Select(error => $"{error}\n{error.Excerpt()}")), e);
        }
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
}
