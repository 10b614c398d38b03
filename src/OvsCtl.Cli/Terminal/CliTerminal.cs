namespace OvsCtl.Cli.Terminal;

/// <summary>Standard output and standard error, and what may be written to them: a pipe gets no escape and no line break of ours.</summary>
internal sealed class CliTerminal
{
    private const int PipeWidth = 100_000;

    private CliTerminal(TextWriter output, TextWriter error, Page outPage, bool showsProgress, bool hasScreen)
    {
        Out = output;
        Error = error;
        OutPage = outPage;
        ShowsProgress = showsProgress;
        HasScreen = hasScreen;
    }

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    public Page OutPage { get; }

    /// <summary>Standard error is a terminal that can draw over a line.</summary>
    public bool ShowsProgress { get; }

    /// <summary>Standard output is a terminal that can be drawn on.</summary>
    public bool HasScreen { get; }

    /// <summary>Columns and lines of the terminal as they are now.</summary>
    public static (int Width, int Height) Size => StandardStreams.Size;

    public static CliTerminal Create(bool noColor)
    {
        var isDumb = Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb";
        // https://no-color.org: set and not empty.
        var mayColor = !noColor && !isDumb && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var width = Console.IsOutputRedirected ? PipeWidth : Size.Width;
        var page = new Page(StandardStreams.Out, width, mayColor && !Console.IsOutputRedirected);
        return new CliTerminal(StandardStreams.Out, StandardStreams.Error, page, !Console.IsErrorRedirected && !isDumb, !Console.IsOutputRedirected && !isDumb);
    }
}
