using System.Globalization;
using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>Meters, their bands and statistics.</summary>
internal static class MeterText
{
    private const MeterFlags KnownFlags = MeterFlags.KilobitsPerSecond | MeterFlags.PacketsPerSecond | MeterFlags.Burst | MeterFlags.Statistics;

    private static readonly string?[] s_flags = ["kbps", "pktps", "burst", "stats"];

    private static readonly string?[] s_bands = [null, "drop", "dscp_remark"];

    public static void Append(StringBuilder text, MeterMod message)
    {
        Check(message);
        var meter = new MeterConfiguration { MeterId = message.MeterId };
        if (message.Command != MeterModCommand.Delete)
        {
            CheckBands(message.Bands);
            meter = meter with { Flags = message.Flags, Bands = message.Bands };
        }

        text.Append(message.Command switch { MeterModCommand.Add => " ADD ", MeterModCommand.Modify => " MOD ", _ => " DEL " });
        Append(text, meter);
    }

    /// <summary>Looks at what comes before the bands.</summary>
    public static void Check(MeterMod message)
    {
        const MeterFlags units = MeterFlags.KilobitsPerSecond | MeterFlags.PacketsPerSecond;
        if (!Enum.IsDefined(message.Command)) throw Refused($"There is no command {(ushort)message.Command} on meters.", OfpError.OFPMMFC_BAD_COMMAND);
        if (message.Command != MeterModCommand.Delete && (message.Flags & units) == units) throw Refused("A meter counts kilobits or packets, not both.", OfpError.OFPMMFC_BAD_FLAGS);
    }

    public static void AppendRequest(StringBuilder text, MeterId meter) => text.Append(CultureInfo.InvariantCulture, $" meter={meter}");

    public static void Append(StringBuilder text, MeterConfigReply reply)
    {
        foreach (var meter in reply.Meters)
        {
            CheckBands(meter.Bands);
            text.Append('\n');
            Append(text, meter);
        }
    }

    public static void Append(StringBuilder text, MeterStatsReply reply)
    {
        var invariant = CultureInfo.InvariantCulture;
        foreach (var meter in reply.Meters)
        {
            text.Append(invariant, $"\nmeter:{meter.MeterId} flow_count:{meter.FlowCount} packet_in_count:{meter.PacketInCount} ");
            text.Append(invariant, $"byte_in_count:{meter.ByteInCount} duration:{meter.WireDuration}s bands:\n");
            for (var i = 0; i < meter.Bands.Count; i++)
                text.Append(invariant, $"{i}: packet_count:{meter.Bands[i].PacketCount} byte_count:{meter.Bands[i].ByteCount}\n");
        }
    }

    public static void Append(StringBuilder text, MeterFeaturesReply reply)
    {
        text.Append(CultureInfo.InvariantCulture, $"\nmax_meter:{reply.MaxMeters} max_bands:{reply.MaxBands} max_color:{reply.MaxColor}\n");
        text.Append("band_types: ").Append(BitNames.Format(reply.BandTypes, s_bands, ' ')).Append('\n');
        text.Append("capabilities: ").Append(BitNames.Format(reply.Capabilities, s_flags, ' ')).Append('\n');
    }

    private static void Append(StringBuilder text, MeterConfiguration meter)
    {
        var invariant = CultureInfo.InvariantCulture;
        text.Append(invariant, $"meter={meter.MeterId} ");
        for (var bit = 0; bit < s_flags.Length; bit++)
        {
            if (((ushort)meter.Flags >> bit & 1) != 0) text.Append(s_flags[bit]).Append(' ');
        }

        if ((meter.Flags & ~KnownFlags) is not 0 and var unknown) text.Append(invariant, $"flags:0x{(ushort)unknown:x} ");
        text.Append("bands=");
        foreach (var band in meter.Bands)
        {
            text.Append(invariant, $"\ntype={s_bands[band.Type]} rate={band.Rate}");
            if (meter.Flags.HasFlag(MeterFlags.Burst)) text.Append(invariant, $" burst_size={band.BurstSize}");
            if (band is DscpRemarkBand remark) text.Append(invariant, $" prec_level={remark.PrecedenceLevel}");
        }

        text.Append('\n');
    }

    /// <summary>All the bands Open vSwitch knows have 16 bytes.</summary>
    private static void CheckBands(IReadOnlyList<MeterBand> bands)
    {
        const int dataSize = 4;
        foreach (var band in bands)
        {
            if (band is RawBand { Data.Length: not dataSize } or ExperimenterBand { Data.IsEmpty: false })
                throw Refused($"A meter band of type {band.Type} does not have 16 bytes.", OfpError.OFPBRC_BAD_LEN);
            if (band is not (DropBand or DscpRemarkBand)) throw Refused($"There is no meter band of type {band.Type}.", OfpError.OFPMMFC_BAD_BAND);
        }
    }

    private static OpenFlowProtocolException Refused(string message, OfpError error) => new(message, error);
}
