using Google.Protobuf;
using OvsCtl.Cli.Terminal;

namespace OvsCtl.Cli.Output;

/// <summary>Writes replies in the form the user asked for. JSON is the protobuf JSON mapping of the API's own messages, so proto/ documents it.</summary>
internal sealed class ReplyWriter
{
    private static readonly Lazy<JsonFormatter> Indented = new(() => new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true).WithIndentation()));
    private static readonly Lazy<JsonFormatter> OneLine = new(() => new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true)));

    private readonly TextWriter _output;
    private readonly Page _page;
    private readonly OutputFormat _format;

    public ReplyWriter(TextWriter output, Page page, OutputFormat format)
    {
        _output = output;
        _page = page;
        _format = format;
    }

    public bool IsForPeople => _format is OutputFormat.Table or OutputFormat.Wide;

    public void Write(IMessage reply, Action<Page, bool> table)
    {
        switch (_format)
        {
            case OutputFormat.Json:
                _output.WriteLine(Indented.Value.Format(reply));
                break;
            case OutputFormat.Yaml:
                _output.Write(YamlText.FromJson(OneLine.Value.Format(reply)));
                break;
            default:
                table(_page, _format == OutputFormat.Wide);
                break;
        }
    }

    /// <summary>One of many: a line of JSON each, a YAML document each.</summary>
    public void WriteItem(IMessage reply, Action<Page, bool> table)
    {
        switch (_format)
        {
            case OutputFormat.Json:
                _output.WriteLine(OneLine.Value.Format(reply));
                break;
            case OutputFormat.Yaml:
                _output.Write("---\n" + YamlText.FromJson(OneLine.Value.Format(reply)));
                break;
            default:
                table(_page, _format == OutputFormat.Wide);
                break;
        }
    }
}
