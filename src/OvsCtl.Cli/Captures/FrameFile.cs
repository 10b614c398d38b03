using OvsCtl.Netns;

namespace OvsCtl.Cli.Captures;

/// <summary>A pcapng file, or a pipe that takes one.</summary>
internal sealed class FrameFile : CaptureSink
{
    private const int BufferSize = 256 * 1024;

    private readonly BufferedStream _stream;
    private readonly PcapNgWriter _writer;
    private bool _isFlushed;
    private bool _isBroken;

    public FrameFile(Stream stream, bool isPipe, string interfaceName, string filter)
    {
        IsPipe = isPipe;
        _stream = new BufferedStream(stream, BufferSize);
        _writer = new PcapNgWriter(_stream);
        _writer.WriteHeader(interfaceName, filter);
        Flush();
    }

    public override bool IsPipe { get; }

    public override void Write(in ReceivedFrame frame)
    {
        _isFlushed = false;
        try
        {
            _writer.Write(frame);
        }
        catch (IOException)
        {
            _isBroken = true;
            throw;
        }
    }

    public override void Flush()
    {
        if (_isFlushed) return;
        _isFlushed = true;
        try
        {
            _stream.Flush();
        }
        catch (IOException)
        {
            _isBroken = true;
            throw;
        }
    }

    public override void End(ulong seen, ulong dropped)
    {
        _writer.WriteStatistics((TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100, seen, dropped);
        _isFlushed = false;
        Flush();
    }

    // What could not be written the first time would be tried once more.
    public override void Dispose()
    {
        if (!_isBroken) _stream.Dispose();
    }
}
