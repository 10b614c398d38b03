using OvsCtl.OpenFlow;

namespace OvsCtl.Controller.Learning;

/// <summary>
/// A transparent bridge (802.1D) as a function: time and a packet in, a decision out. VLANs are learned apart. Not safe for several threads.
/// </summary>
internal sealed class LearningSwitch(LearningOptions options)
{
    private readonly MacTable _stations = new(options.MacCapacity, options.MaxAge);

    /// <summary>How many stations are remembered.</summary>
    public int StationCount => _stations.Count;

    public LearningDecision OnPacketIn(TimeSpan now, PortNumber inPort, ReadOnlySpan<byte> frame)
    {
        if (!IsPort(inPort) || !EthernetHeader.TryRead(frame, out var header) || header.IsFromGroup || header.IsLinkLocal) return default;
        var hasMoved = _stations.Learn(now, header.Vlan, header.Source, inPort);
        if (header.IsToGroup || !_stations.TryFind(now, header.Vlan, header.Destination, out var outPort))
            return new LearningDecision(LearningVerdict.Flood, header, PortNumber.Flood, hasMoved);
        var verdict = outPort == inPort ? LearningVerdict.Filter : LearningVerdict.Forward;
        return new LearningDecision(verdict, header, outPort, hasMoved);
    }

    /// <summary>The port is gone or lost its link: who was there may be anywhere.</summary>
    public void OnPortDown(PortNumber port) => _stations.Forget(port);

    // 0 is no port; of the reserved ones only the bridge's own interface has stations behind it.
    private static bool IsPort(PortNumber port) => port.Value != 0 && (!port.IsReserved || port == PortNumber.Local);
}
