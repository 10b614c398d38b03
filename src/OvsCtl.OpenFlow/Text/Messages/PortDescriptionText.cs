using System.Globalization;
using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>Ports with their configuration, state and features.</summary>
internal static class PortDescriptionText
{
    private const PortConfig KnownConfig = PortConfig.PortDown | PortConfig.NoReceive | PortConfig.NoForward | PortConfig.NoPacketIn;
    private const PortState KnownState = PortState.LinkDown | PortState.Blocked | PortState.Live;
    private const uint KnownFeatures = 0xffff;
    private const uint KilobitsPerMegabit = 1000;
    private const int MaxNameLength = 15;

    private static readonly string?[] s_config = ["PORT_DOWN", null, "NO_RECV", null, null, "NO_FWD", "NO_PACKET_IN"];

    private static readonly string?[] s_state = ["LINK_DOWN", "BLOCKED", "LIVE"];

    private static readonly string?[] s_features =
    [
        "10MB-HD", "10MB-FD", "100MB-HD", "100MB-FD", "1GB-HD", "1GB-FD", "10GB-FD", "40GB-FD", "100GB-FD", "1TB-FD", "OTHER",
        "COPPER", "FIBER", "AUTO_NEG", "AUTO_PAUSE", "AUTO_PAUSE_ASYM",
    ];

    public static string Config(PortConfig config) => BitNames.Format((uint)(config & KnownConfig), s_config, ' ');

    public static string Features(uint features) => BitNames.Format(features & KnownFeatures, s_features, ' ');

    /// <summary>In the order of their numbers, as many as there are numbers Open vSwitch knows.</summary>
    public static void Append(StringBuilder text, IReadOnlyList<PortDescription> ports)
    {
        // A port that is refused ends the list, but those before it are shown first.
        var bad = ports.ToList().FindIndex(port => !PortRange.Has(port.Number));
        foreach (var port in ports.Take(bad < 0 ? ports.Count : bad).OrderBy(port => port.Number.Value)) Append(text, port);
        if (bad >= 0) PortRange.Check(ports[bad].Number);
    }

    public static void Append(StringBuilder text, PortDescription port)
    {
        var invariant = CultureInfo.InvariantCulture;
        var number = PortRange.Format(port.Number);
        text.Append(invariant, $" {number}({Printable(port.Name)}): addr:{port.HardwareAddress}\n");
        text.Append(invariant, $"     config:     {Config(port.Config)}\n");
        text.Append(invariant, $"     state:      {BitNames.Format((uint)(port.State & KnownState), s_state, ' ')}\n");
        AppendFeatures(text, "current:    ", port.Current);
        AppendFeatures(text, "advertised: ", port.Advertised);
        AppendFeatures(text, "supported:  ", port.Supported);
        AppendFeatures(text, "peer:       ", port.Peer);
        text.Append(invariant, $"     speed: {port.CurrentSpeed / KilobitsPerMegabit} Mbps now, {port.MaxSpeed / KilobitsPerMegabit} Mbps max\n");
    }

    private static void AppendFeatures(StringBuilder text, string title, uint features)
    {
        if ((features & KnownFeatures) != 0) text.Append("     ").Append(title).Append(Features(features)).Append('\n');
    }

    private static string Printable(string name)
    {
        var end = 0;
        while (end < name.Length && end < MaxNameLength && name[end] is >= ' ' and <= '~') end++;
        return name[..end];
    }
}
