using Google.Protobuf;
using OvsCtl.Cli.Output;
using OvsCtl.Cli.Terminal;

namespace OvsCtl.Cli.Tests.Rendering;

/// <summary>What a reply looks like on a page of a given width, without colours unless asked for.</summary>
internal static class Rendered
{
    public static string Page(Action<Page> write, int width = 200, bool hasAnsi = false)
    {
        using var output = new StringWriter { NewLine = "\n" };
        write(new Page(output, width, hasAnsi));
        return output.ToString();
    }

    public static string As(OutputFormat format, IMessage reply)
    {
        using var output = new StringWriter { NewLine = "\n" };
        new ReplyWriter(output, new Page(output, 200, hasAnsi: false), format).Write(reply, (_, _) => Assert.Fail("asked for the table"));
        return output.ToString();
    }
}
