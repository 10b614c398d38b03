using System.Text;

namespace OvsCtl.Cli.Terminal;

/// <summary>
/// Standard output and standard error in UTF-8, each write at once. <see cref="Console"/>'s own writers first look up the terminal's encoding and modes
/// and write escapes to set them, which takes longer than most commands' whole work.
/// </summary>
internal static class StandardStreams
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static TextWriter Out { get; } = Writer(Console.OpenStandardOutput());

    public static TextWriter Error { get; } = Writer(Console.OpenStandardError());

    private static TextWriter Writer(Stream stream) => TextWriter.Synchronized(new StreamWriter(stream, Utf8) { AutoFlush = true });
}
