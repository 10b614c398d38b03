using System.Globalization;
using System.Text.Json;
using OvsCtl.Cli.Output;
using OvsCtl.Cli.Throughput;

namespace OvsCtl.Cli.Rendering;

internal static class ThroughputView
{
    private static readonly (double Size, string Unit)[] Rates = [(1e9, "Gbit/s"), (1e6, "Mbit/s"), (1e3, "kbit/s")];

    public static string Second(int number, Measurement second) => string.Create(CultureInfo.InvariantCulture, $"{number,3} s  {Rate(second.BitsPerSecond)}");

    public static string Total(Measurement total)
    {
        var datagrams = total.SentCount > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {total.SentCount} datagrams sent, {total.ReceivedCount} came, {total.LostShare * 100:0.##} % lost") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Rate(total.BitsPerSecond)}: {total.ByteCount} bytes in {total.Elapsed.TotalSeconds:0.00} s{datagrams}");
    }

    public static string Json(string from, string to, MeasuredPath path, bool isUdp, IReadOnlyList<Measurement> seconds, Measurement total) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("from", from);
        json.WriteString("to", to);
        json.WriteString("address", path.Target.ToString());
        json.WriteString("protocol", isUdp ? "udp" : "tcp");
        WriteNumbers(json, total);
        if (isUdp)
        {
            json.WriteNumber("sentDatagrams", total.SentCount);
            json.WriteNumber("receivedDatagrams", total.ReceivedCount);
            json.WriteNumber("lostShare", total.LostShare);
        }

        json.WriteStartArray("intervals");
        foreach (var second in seconds)
        {
            json.WriteStartObject();
            WriteNumbers(json, second);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteNumbers(Utf8JsonWriter json, Measurement measured)
    {
        json.WriteNumber("bytes", measured.ByteCount);
        json.WriteNumber("seconds", Math.Round(measured.Elapsed.TotalSeconds, 6));
        json.WriteNumber("bitsPerSecond", Math.Round(measured.BitsPerSecond));
    }

    private static string Rate(double bitsPerSecond)
    {
        var (size, unit) = Array.Find(Rates, rate => bitsPerSecond >= rate.Size);
        return unit is null ? string.Create(CultureInfo.InvariantCulture, $"{bitsPerSecond:0} bit/s") : string.Create(CultureInfo.InvariantCulture, $"{bitsPerSecond / size:0.00} {unit}");
    }
}
