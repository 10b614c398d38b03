using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using OvsCtl.Controller;
using OvsCtl.Controller.Labs;
using OvsCtl.Controller.State;

namespace OvsCtl.Daemon.Running;

/// <summary>Adds up what the controller counts, and writes it in Prometheus' text format (version 0.0.4).</summary>
internal sealed class MetricsPage : IDisposable
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<(string Name, string Labels), double> _values = new();
    private readonly ConcurrentDictionary<string, string> _descriptions = new();

    public MetricsPage()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name != ControllerMetrics.MeterName) return;
            _descriptions[instrument.Name] = instrument.Description ?? "";
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument.Name, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument.Name, value, tags));
        _listener.Start();
    }

    public string Write(IReadOnlyCollection<LabSnapshot> labs)
    {
        var text = new StringBuilder();
        Family(text, "ovsctl_labs", "gauge", "Labs by their state.", Enum.GetValues<LabState>().Select(s => ($"{{state=\"{Name(s)}\"}}", (double)labs.Count(l => l.State == s))));
        Family(text, "ovsctl_labs_paused", "gauge", "Labs whose damage is left as it is.", [("", labs.Count(l => l.IsPaused))]);
        Family(text, "ovsctl_labs_drifted", "gauge", "Labs whose last look found something.", [("", labs.Count(l => l.Conditions.GetValueOrDefault(LabCondition.Converged) is { Status: false }))]);
        foreach (var (name, description) in _descriptions.OrderBy(d => d.Key, StringComparer.Ordinal))
        {
            var values = _values.Where(v => v.Key.Name == name).OrderBy(v => v.Key.Labels, StringComparer.Ordinal).Select(v => (v.Key.Labels, v.Value)).ToList();
            Family(text, name, "counter", description, values.Count > 0 ? values : [("", 0)]);
        }

        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private static string Name(LabState state) => state switch
    {
        LabState.Up => "up",
        LabState.Changing => "changing",
        _ => "failed",
    };

    private void Add(string name, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new StringBuilder();
        foreach (var (key, tag) in tags) labels.Append(labels.Length == 0 ? '{' : ',').Append(key).Append("=\"").Append(Escape($"{tag}")).Append('"');
        if (labels.Length > 0) labels.Append('}');
        _values.AddOrUpdate((name, labels.ToString()), value, (_, sum) => sum + value);
    }

    private static void Family(StringBuilder text, string name, string type, string description, IEnumerable<(string Labels, double Value)> values)
    {
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {description}\n# TYPE {name} {type}\n");
        foreach (var (labels, value) in values) text.Append(CultureInfo.InvariantCulture, $"{name}{labels} {value}\n");
    }

    private static string Escape(string label) => label.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
