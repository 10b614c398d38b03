using System.Globalization;
using OvsCtl.Api.V1;
using OvsCtl.Cli.Terminal;

namespace OvsCtl.Cli.Rendering;

/// <summary>An incident a line: when, which lab, what, why, how long it took.</summary>
internal static class IncidentView
{
    public static string Time(Incident incident) => DateTimeOffset.FromUnixTimeMilliseconds((long)incident.TimeMs).ToLocalTime().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    public static void Write(Page page, Incident incident)
    {
        var what = incident.Object.Length > 0 ? $"{incident.Kind} {incident.Object}" : incident.Kind;
        var why = incident.Message.Length > 0 ? $": {incident.Message.Replace("\n", "; ", StringComparison.Ordinal)}" : "";
        var elapsed = incident.ElapsedMs > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({incident.ElapsedMs:0} ms)") : "";
        page.Line($"{Time(incident)}  {incident.Lab}  {what}{why}{elapsed}");
    }
}
