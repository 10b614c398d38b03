using System.Globalization;
using System.Net;

namespace OvsCtl.OpenFlow;

/// <summary>Translates addresses of a tracked connection (NXAST_NAT), only inside <see cref="ConnectionTrack"/>.</summary>
/// <param name="Flags">1 source, 2 destination, 4 persistent, 8 hash, 16 random.</param>
/// <param name="Minimum">The lowest address to use, or null.</param>
/// <param name="Maximum">The highest address to use, or null.</param>
/// <param name="MinimumPort">The lowest port to use; 0 for none.</param>
/// <param name="MaximumPort">The highest port to use; 0 for none.</param>
public sealed record NetworkAddressTranslation(ushort Flags, IPAddress? Minimum, IPAddress? Maximum, ushort MinimumPort, ushort MaximumPort) : NiciraAction
{
    internal override ushort Subtype => 36;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName)
    {
        if ((Flags & 3) == 0) return "nat";
        var direction = (Flags & 1) != 0 ? "src" : "dst";
        if (Minimum is null) return $"nat({direction})";
        var range = Address(Minimum);
        if (Maximum is not null && !Maximum.Equals(Minimum)) range += "-" + Address(Maximum);
        if (MinimumPort != 0) range += string.Create(CultureInfo.InvariantCulture, $":{MinimumPort}");
        if (MinimumPort != 0 && MaximumPort != 0 && MaximumPort != MinimumPort) range += string.Create(CultureInfo.InvariantCulture, $"-{MaximumPort}");
        if ((Flags & 4) != 0) range += ",persistent";
        if ((Flags & 8) != 0) range += ",hash";
        if ((Flags & 16) != 0) range += ",random";
        return $"nat({direction}={range})";
    }

    internal static NetworkAddressTranslation ReadBody(ref OpenFlowReader reader)
    {
        // pad:2 flags:2 range_present:2, then what range_present says: IPv4 or IPv6 minimum, maximum, port minimum, maximum
        reader.Skip(2);
        var flags = reader.ReadUInt16();
        var present = reader.ReadUInt16();
        IPAddress? minimum = null, maximum = null;
        if ((present & 1) != 0) minimum = new IPAddress(reader.ReadSpan(4));
        if ((present & 2) != 0) maximum = new IPAddress(reader.ReadSpan(4));
        if ((present & 4) != 0) minimum = new IPAddress(reader.ReadSpan(16));
        if ((present & 8) != 0) maximum = new IPAddress(reader.ReadSpan(16));
        var minimumPort = (present & 16) != 0 ? reader.ReadUInt16() : (ushort)0;
        return new NetworkAddressTranslation(flags, minimum, maximum, minimumPort, (present & 32) != 0 ? reader.ReadUInt16() : (ushort)0);
    }

    internal override void WriteRest(OpenFlowWriter writer)
    {
        var isIpv6 = Minimum?.GetAddressBytes().Length == 16;
        var present = (Minimum is null ? 0 : isIpv6 ? 4 : 1) | (Maximum is null ? 0 : isIpv6 ? 8 : 2) | (MinimumPort == 0 ? 0 : 16) | (MaximumPort == 0 ? 0 : 32);
        writer.WriteZeros(2);
        writer.WriteUInt16(Flags);
        writer.WriteUInt16((ushort)present);
        if (Minimum is not null) writer.WriteBytes(Minimum.GetAddressBytes());
        if (Maximum is not null) writer.WriteBytes(Maximum.GetAddressBytes());
        if (MinimumPort != 0) writer.WriteUInt16(MinimumPort);
        if (MaximumPort != 0) writer.WriteUInt16(MaximumPort);
    }

    // An IPv6 address before a port needs brackets to be told from it.
    private string Address(IPAddress address) => MinimumPort != 0 && address.GetAddressBytes().Length == 16 ? $"[{address}]" : address.ToString();
}
