using System.Net;
using System.Text.RegularExpressions;

namespace OvsCtl.OpenFlow;

/// <summary>The part <c>nat(src=10.0.0.1-10.0.0.9:1000-2000,random)</c> of a ct action.</summary>
internal static partial class NatParser
{
    public static NetworkAddressTranslation Parse(TextPart text)
    {
        var nat = new NetworkAddressTranslation(0, null, null, 0, 0);
        foreach (var (key, value) in text.Pairs())
        {
            var flag = (ushort)(key.Text switch
            {
                "src" => 1,
                "dst" => 2,
                "persistent" => 4,
                "hash" => 8,
                "random" => 16,
                _ => throw key.Error($"unknown key \"{key.Text}\"; src, dst, persistent, hash and random are allowed"),
            });
            if (flag <= 2 && !value.IsEmpty) nat = Range(value);
            nat = nat with { Flags = (ushort)(nat.Flags | flag) };
        }

        if ((nat.Flags & 3) == 3) throw text.Error("only one of src and dst is allowed");
        if ((nat.Flags & 3) == 0 && nat.Flags != 0) throw text.Error("persistent, hash and random are allowed only with src or dst");
        return (nat.Flags & 24) != 24 ? nat : throw text.Error("only one of hash and random is allowed");

        NetworkAddressTranslation Range(TextPart value)
        {
            // An IPv6 address alone: its last group must not be taken for a port.
            if (value.Text.Contains("::", StringComparison.Ordinal) && !value.Text.Contains('[', StringComparison.Ordinal) && IPAddress.TryParse(value.Text, out var single)) return nat with { Minimum = single };
            var match = RangePattern().Match(value.Text);
            if (!match.Success || !TryAddress(match, "min", out var minimum) || !TryAddress(match, "max", out var maximum) || minimum is null)
                throw value.Error($"invalid range \"{value.Text}\"; ADDRESS[-ADDRESS][:PORT[-PORT]] is allowed, with IPv6 addresses in brackets before a port");
            var (port, last) = (Port("port"), Port("last"));
            if (maximum is not null && minimum.GetAddressBytes().AsSpan().SequenceCompareTo(maximum.GetAddressBytes()) > 0) throw value.Error($"{maximum} is before {minimum}");
            if (match.Groups["last"].Success && last < port) throw value.Error($"{last} is before {port}");

            // The address 0.0.0.0 stands for none on the wire.
            return new NetworkAddressTranslation(nat.Flags, BitField.IsZero(minimum.GetAddressBytes()) ? null : minimum, maximum, port, last);

            ushort Port(string group) => match.Groups[group].Success ? (ushort)new TextPart(match.Groups[group].Value, value.Position + match.Groups[group].Index).Number("port", 65535) : (ushort)0;
        }
    }

    private static bool TryAddress(System.Text.RegularExpressions.Match match, string group, out IPAddress? address)
    {
        address = null;
        return !match.Groups[group].Success || IPAddress.TryParse(match.Groups[group].Value, out address);
    }

    [GeneratedRegex(@"^(?:\[(?<min>[0-9a-fA-F:.]+)\]|(?<min>[0-9.]+)|(?<min>[0-9a-fA-F:.]+?))(?:-(?:\[(?<max>[0-9a-fA-F:.]+)\]|(?<max>[0-9.]+)|(?<max>[0-9a-fA-F:.]+)))?(?::(?<port>[0-9]+)(?:-(?<last>[0-9]+))?)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex RangePattern();
}
