using System.Globalization;
using OvsCtl.Api.V1;

namespace OvsCtl.Cli.Rendering;

/// <summary>What is shown of a flow, side by side.</summary>
internal sealed class FlowColumns
{
    private static readonly (string Heading, Func<Flow, string> Text)[] s_what =
    [
        ("TABLE", flow => flow.TableName.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $"{flow.Table} {flow.TableName}") : Number(flow.Table)),
        ("PRIORITY", flow => Number(flow.Priority)),
        ("MATCH", flow => flow.Match.Length > 0 ? flow.Match : "any"),
        ("ACTIONS", flow => flow.Actions.Length > 0 ? flow.Actions : "drop"),
    ];

    private static readonly (string Heading, Func<Flow, string> Text)[] s_counters =
    [
        ("PACKETS", flow => Number(flow.PacketCount)),
        ("BYTES", flow => Number(flow.ByteCount)),
        ("RATE", flow => Rate(flow.DurationSeconds > 0 ? flow.PacketCount / flow.DurationSeconds : 0)),
        ("AGE", flow => Age(flow.DurationSeconds)),
    ];

    private static readonly (string Heading, Func<Flow, string> Text) s_owner = ("OWNER", Owner);
    private static readonly (string Heading, Func<Flow, string> Text) s_why = ("WHY", flow => flow.Why.Length > 0 ? flow.Why : "-");

    private static readonly (string Heading, Func<Flow, string> Text)[] s_rest =
    [
        ("IDLE", flow => Timeout(flow.IdleTimeout)),
        ("HARD", flow => Timeout(flow.HardTimeout)),
        ("COOKIE", flow => string.Create(CultureInfo.InvariantCulture, $"0x{flow.Cookie:x}")),
        ("LAB", flow => flow.Lab.Length > 0 ? flow.Lab : "-"),
    ];

    private readonly (string Heading, Func<Flow, string> Text)[] _columns;

    private FlowColumns(params (string Heading, Func<Flow, string> Text)[] columns)
    {
        _columns = columns;
        Headings = [.. columns.Select(column => column.Heading)];
    }

    /// <summary>What a flow does, how much, and whose it is.</summary>
    public static FlowColumns Usual { get; } = new([.. s_what, .. s_counters, s_owner]);

    public static FlowColumns UsualWithWhy { get; } = new([.. s_what, .. s_counters, s_owner, s_why]);

    /// <summary>What a flow does and what for.</summary>
    public static FlowColumns Explained { get; } = new([.. s_what, s_counters[0], s_why]);

    public static FlowColumns All { get; } = new([.. s_what, .. s_counters, s_owner, .. s_rest, s_why]);

    public IReadOnlyList<string> Headings { get; }

    public string[] Row(Flow flow) => Array.ConvertAll(_columns, column => column.Text(flow));

    /// <summary>Packets per second, over the whole life of the flow.</summary>
    public static string Rate(double perSecond) => perSecond switch
    {
        0 => "0/s",
        < 0.1 => "<0.1/s",
        < 100 => string.Create(CultureInfo.InvariantCulture, $"{perSecond:0.#}/s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{perSecond:0}/s"),
    };

    public static string Age(double seconds) => TimeSpan.FromSeconds(seconds) switch
    {
        { TotalSeconds: < 60 } age => string.Create(CultureInfo.InvariantCulture, $"{age.TotalSeconds:0.0}s"),
        { TotalHours: < 1 } age => string.Create(CultureInfo.InvariantCulture, $"{age.Minutes}m{age.Seconds:00}s"),
        { TotalDays: < 1 } age => string.Create(CultureInfo.InvariantCulture, $"{age.Hours}h{age.Minutes:00}m"),
        var age => string.Create(CultureInfo.InvariantCulture, $"{age.Days}d{age.Hours:00}h"),
    };

    private static string Owner(Flow flow) =>
        flow.Owner.Length > 0 ? flow.Owner : flow.Cookie == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"0x{flow.Cookie:x}");

    private static string Timeout(uint seconds) => seconds == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{seconds}s");

    private static string Number(ulong value) => value.ToString(CultureInfo.InvariantCulture);
}
