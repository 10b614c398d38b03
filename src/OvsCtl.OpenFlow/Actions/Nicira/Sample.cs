using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>Sends a share of the packets to IPFIX collectors (NXAST_SAMPLE, NXAST_SAMPLE2, NXAST_SAMPLE3).</summary>
/// <param name="Probability">How many of 65,535 packets.</param>
/// <param name="CollectorSetId">The collectors.</param>
/// <param name="ObservationDomainId">Observation domain.</param>
/// <param name="ObservationPointId">Observation point.</param>
/// <param name="SamplingPort">The port sampled; ANY for none.</param>
/// <param name="Direction">0 default, 1 ingress, 2 egress.</param>
public sealed record Sample(ushort Probability, uint CollectorSetId, uint ObservationDomainId, uint ObservationPointId, PortNumber SamplingPort, byte Direction) : NiciraAction
{
    internal override ushort Subtype => Direction != 0 ? (ushort)41 : SamplingPort != PortNumber.Any ? (ushort)38 : (ushort)29;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName)
    {
        var port = SamplingPort == PortNumber.Any ? "" : ",sampling_port=" + PortText.Format(SamplingPort, portName);
        var direction = Direction switch { 1 => ",ingress", 2 => ",egress", _ => "" };
        return string.Create(CultureInfo.InvariantCulture, $"sample(probability={Probability},collector_set_id={CollectorSetId},obs_domain_id={ObservationDomainId},obs_point_id={ObservationPointId}{port}{direction})");
    }

    internal static Sample ReadBody(bool hasPort, ref OpenFlowReader reader)
    {
        // probability:2 collector_set_id:4 obs_domain_id:4 obs_point_id:4, then sampling_port:2 direction:1 zeros:5
        var sample = new Sample(reader.ReadUInt16(), reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt32(), PortNumber.Any, 0);
        return hasPort ? sample with { SamplingPort = FromPort16(reader.ReadUInt16()), Direction = reader.ReadByte() } : sample;
    }

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteUInt16(Probability);
        writer.WriteUInt32(CollectorSetId);
        writer.WriteUInt32(ObservationDomainId);
        writer.WriteUInt32(ObservationPointId);
        if (Subtype == 29) return;
        writer.WriteUInt16(ToPort16(SamplingPort));
        writer.WriteByte(Direction);
        writer.WriteZeros(5);
    }
}
