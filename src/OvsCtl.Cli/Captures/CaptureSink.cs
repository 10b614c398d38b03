using OvsCtl.Cli.CommandLine;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Captures;

/// <summary>Where the frames of a capture go.</summary>
internal abstract class CaptureSink : IDisposable
{
    private const string StandardOutput = "-";

    /// <summary>A pipe may be closed by its reader at any time, and that is no error.</summary>
    public abstract bool IsPipe { get; }

    public static CaptureSink ToLines(CliContext context) => new FrameLines(context);

    /// <exception cref="CommandFailure">The file cannot be written, or standard output is a terminal.</exception>
    public static CaptureSink ToFile(string path, string interfaceName, string filter)
    {
        if (path == StandardOutput && !Console.IsOutputRedirected)
            throw new CommandFailure(ExitCode.Usage, "pcapng is nothing for a terminal: '-w - | tcpdump -nr -', or leave -w out");
        try
        {
            return path == StandardOutput
                ? new FrameFile(Console.OpenStandardOutput(), isPipe: true, interfaceName, filter)
                : new FrameFile(File.Create(path), isPipe: false, interfaceName, filter);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Failed, $"cannot write {path}: {e.Message}", e);
        }
    }

    public abstract void Write(in ReceivedFrame frame);

    /// <summary>Hands on what is held back.</summary>
    public abstract void Flush();

    /// <param name="seen">Frames that passed the interface, whatever the filter.</param>
    /// <param name="dropped">Frames that the kernel had no room for.</param>
    public abstract void End(ulong seen, ulong dropped);

    public abstract void Dispose();
}
