using System.Globalization;
using System.Text;
using Google.Protobuf;
using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Output;
using OvsCtl.Cli.Terminal;

namespace OvsCtl.Cli.Rendering;

/// <summary>
/// Writes flows as they come. A table as large as people read is held back, so that it can be sorted and its columns fit; a larger one
/// goes out in the switch's own order, unless another was asked for.
/// </summary>
internal sealed class FlowListing(TextWriter output, Page page, OutputFormat format, FlowColumns columns, Comparison<Flow>? order)
{
    private const int MaxHeld = 4096;

    private static readonly JsonFormatter s_json = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    // A console writes through; line by line that would take most of the time.
    private readonly StringBuilder _text = new();
    private readonly List<Flow> _held = [];
    private string? _bridge;
    private int _bridgeCount;
    private int _writtenCount;
    private int[]? _widths;

    public FlowListing(CliContext context, FlowColumns columns, Comparison<Flow>? order = null)
        : this(context.Terminal.Out, context.Terminal.OutPage, context.Format, columns, order)
    {
    }

    public async Task WriteAsync(IAsyncEnumerable<FlowsPart> parts)
    {
        if (format == OutputFormat.Json) _text.Append("{\"bridges\": [");
        await foreach (var part in parts)
        {
            if (part.Bridge != _bridge)
            {
                EndBridge();
                BeginBridge(part.Bridge);
            }

            if (_widths is null && (order is not null || _held.Count + part.Flows.Count <= MaxHeld))
            {
                _held.AddRange(part.Flows);
                continue;
            }

            ReleaseAsTheyCome();
            foreach (var flow in part.Flows) WriteFlow(flow);
            Flush();
        }

        EndBridge();
        if (format == OutputFormat.Json) _text.Append(_bridgeCount > 0 ? "\n]}" : "]}").Append('\n');
        else if (_bridgeCount == 0) _text.Append(format == OutputFormat.Yaml ? "bridges: []" : "no bridges").Append('\n');
        Flush();
    }

    private void BeginBridge(string name)
    {
        (_bridge, _widths, _writtenCount) = (name, null, 0);
        _held.Clear();
        switch (format)
        {
            case OutputFormat.Json:
                _text.Append(CultureInfo.InvariantCulture, $"{(_bridgeCount > 0 ? "," : "")}\n{{\"bridge\": {JsonText.Quote(name)}, \"flows\": [");
                break;
            case OutputFormat.Yaml:
                _text.Append(CultureInfo.InvariantCulture, $"{(_bridgeCount > 0 ? "" : "bridges:\n")}- bridge: {JsonText.Quote(name)}\n  flows:");
                break;
            default:
                if (_bridgeCount > 0) _text.Append('\n');
                break;
        }

        _bridgeCount++;
    }

    private void EndBridge()
    {
        if (_bridge is null) return;
        var isStreamed = _widths is not null;
        _held.Sort(order ?? FlowOrder.ByTable);
        switch (format)
        {
            case OutputFormat.Json:
                foreach (var flow in _held) WriteFlow(flow);
                _text.Append(_writtenCount > 0 ? "\n]}" : "]}");
                break;
            case OutputFormat.Yaml:
                foreach (var flow in _held) WriteFlow(flow);
                if (_writtenCount == 0) _text.Append(" []").Append('\n');
                break;
            case var _ when isStreamed:
                _text.Append(CultureInfo.InvariantCulture, $"bridge {_bridge}: {Count(_writtenCount)}, in the switch's order (--sort table sorts them)").Append('\n');
                break;
            default:
                _text.Append(CultureInfo.InvariantCulture, $"bridge {_bridge}: {Count(_held.Count)}").Append('\n');
                Flush();
                if (_held.Count > 0) page.Table(columns.Headings, _held.Select(columns.Row));
                break;
        }
    }

    /// <summary>From here on nothing is held back. The columns are as wide as what was held needs; what is wider stands out.</summary>
    private void ReleaseAsTheyCome()
    {
        if (_widths is not null) return;
        var rows = _held.ConvertAll(columns.Row);
        _widths = [.. columns.Headings.Select((heading, column) => Math.Max(heading.Length, rows.Count == 0 ? 0 : rows.Max(row => row[column].Length)))];
        if (format is OutputFormat.Table or OutputFormat.Wide) WriteRow([.. columns.Headings]);
        foreach (var flow in _held) WriteFlow(flow);
        _held.Clear();
    }

    private void WriteFlow(Flow flow)
    {
        switch (format)
        {
            case OutputFormat.Json:
                _text.Append(_writtenCount > 0 ? ",\n" : "\n");
                _text.Append(s_json.Format(flow));
                break;
            case OutputFormat.Yaml:
                if (_writtenCount == 0) _text.Append('\n');
                var lines = YamlText.FromJson(s_json.Format(flow)).TrimEnd('\n').Split('\n');
                _text.Append("  - " + string.Join("\n    ", lines)).Append('\n');
                break;
            default:
                WriteRow(columns.Row(flow));
                break;
        }

        _writtenCount++;
    }

    private void WriteRow(string[] cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            _text.Append(cells[i]);
            if (i == cells.Length - 1) break;
            for (var width = cells[i].Length; width < _widths?[i] + 2; width++) _text.Append(' ');
        }

        _text.Append('\n');
    }

    private void Flush()
    {
        output.Write(_text);
        _text.Clear();
    }

    private static string Count(int count) => count == 1 ? "1 flow" : $"{count} flows";
}
