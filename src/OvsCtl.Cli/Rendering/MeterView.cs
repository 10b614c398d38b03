using System.Globalization;
using OvsCtl.Api.V1;
using OvsCtl.Cli.Terminal;

namespace OvsCtl.Cli.Rendering;

/// <summary>Meters, a row a band; ABOVE is what was over the band's limit.</summary>
internal static class MeterView
{
    public static void Write(Page page, IReadOnlyList<Meter> meters)
    {
        if (meters.Count == 0) page.Line("no meters");
        else page.Table(["BRIDGE", "METER", "FLOWS", "PACKETS", "BYTES", "ABOVE", "THEN", "PACKETS-ABOVE"], meters.SelectMany(Rows));
    }

    private static IEnumerable<string[]> Rows(Meter meter) =>
        meter.Bands.Select((b, i) => new[]
        {
            i == 0 ? meter.Bridge : "",
            i == 0 ? Number(meter.Id) : "",
            i == 0 ? Number(meter.FlowCount) : "",
            i == 0 ? Number(meter.PacketCount) : "",
            i == 0 ? Number(meter.ByteCount) : "",
            string.Create(CultureInfo.InvariantCulture, $"{b.Rate} {meter.Unit}{(b.BurstSize > 0 ? $", burst {b.BurstSize}" : "")}"),
            b.Type,
            Number(b.PacketCount),
        });

    private static string Number(ulong value) => value.ToString(CultureInfo.InvariantCulture);
}
