using System.Globalization;
using OvsCtl.Cli.Captures.Filters;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Captures;

/// <summary>From the kernel through the filter to where frames go, until somebody ends it.</summary>
internal sealed class FrameCapture(NetworkNamespace ns, Link link, FrameFilter filter, CaptureSink sink)
{
    private const int ENETDOWN = 100; // asm-generic/errno.h
    private const uint Loopback = 8; // IFF_LOOPBACK
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(100);

    public void Run(int? count, TextWriter error, CancellationToken cancellationToken)
    {
        ulong shown = 0, seen = 0, dropped = 0;
        using var socket = PacketSocket.Open(ns, link.IfIndex);
        try
        {
            while (!cancellationToken.IsCancellationRequested && shown != (ulong?)count)
            {
                if (!TryReceive(socket, error, out var frame)) continue;
                // On lo everything passes twice.
                if (frame.IsOutgoing && (link.Flags & Loopback) != 0) continue;
                seen++;
                if (!filter.Matches(FrameHeaders.Read(frame.Data))) continue;
                shown++;
                sink.Write(frame);
            }

            dropped = socket.ReadDropCount();
            sink.End(seen, dropped);
        }
        catch (IOException e) when (sink.IsPipe)
        {
            // Whoever read has seen enough; any other trouble with a pipe is not ours either.
            error.WriteLine($"ovsctl: nobody reads any more ({e.Message})");
        }

        error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ovsctl: {shown} {(shown == 1 ? "frame" : "frames")} captured, {seen} seen, {dropped} dropped by the kernel"));
    }

    private bool TryReceive(PacketSocket socket, TextWriter error, out ReceivedFrame frame)
    {
        try
        {
            if (socket.TryReceive(TimeSpan.Zero, out frame)) return true;
            // Whoever reads along sees what there is before we wait for more.
            sink.Flush();
            return socket.TryReceive(s_patience, out frame);
        }
        catch (NativeException e) when (e.Errno == ENETDOWN)
        {
            error.WriteLine($"ovsctl: {link.Name} is down; frames come when it is up again");
            frame = default;
            return false;
        }
    }
}
