using System.Text;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Terminal;

/// <summary>
/// Standard output and standard error in UTF-8, each write at once. <see cref="Console"/>'s own writers first look up the terminal's encoding and modes
/// and write escapes to set them, which takes longer than most commands' whole work.
/// </summary>
internal static class StandardStreams
{
    private const int DefaultWidth = 80;
    private const int DefaultHeight = 24;

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly OutputStream s_out = new(1);

    /// <summary>Standard output for bytes; nothing of <see cref="Out"/> is held back before it.</summary>
    public static Stream Bytes => s_out;

    public static TextWriter Out { get; } = Writer(s_out);

    public static TextWriter Error { get; } = Writer(new OutputStream(2));

    /// <summary>Columns and lines of the terminal that standard output is, as they are now.</summary>
    public static (int Width, int Height) Size => s_out.TerminalSize switch
    {
        // A terminal without a size (a serial line, some CI) says 0.
        (var width and > 0, var height and > 0) => (width, height),
        (var width and > 0, _) => (width, DefaultHeight),
        _ => (DefaultWidth, DefaultHeight),
    };

    private static TextWriter Writer(Stream stream) => TextWriter.Synchronized(new StreamWriter(stream, s_utf8) { AutoFlush = true });
}
