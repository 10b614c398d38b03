namespace OvsCtl.OpenFlow;

/// <summary>Asks for something whose answer may take several messages (OFPT_MULTIPART_REQUEST, ofp_multipart_request).</summary>
public abstract record MultipartRequest : OpenFlowMessage
{
    private protected MultipartRequest()
    {
    }

    /// <inheritdoc/>
    public sealed override MessageType MessageType => MessageType.MultipartRequest;

    /// <summary>What is asked for.</summary>
    public abstract MultipartType MultipartType { get; }

    /// <summary>OFPMPF_REQ_MORE (1) when another part of the request follows.</summary>
    public ushort Flags { get; init; }

    internal static MultipartRequest ReadBody(ref OpenFlowReader reader)
    {
        // type:2 flags:2 pad:4 body
        var type = (MultipartType)reader.ReadUInt16();
        var flags = reader.ReadUInt16();
        reader.Skip(4);
        try
        {
            MultipartRequest request = type switch
            {
                MultipartType.Desc => new DescRequest(),
                MultipartType.Flow => FlowSelection.ReadPart<FlowStatsRequest>(ref reader),
                MultipartType.Aggregate => FlowSelection.ReadPart<AggregateStatsRequest>(ref reader),
                MultipartType.Table => new TableStatsRequest(),
                MultipartType.PortStats => PortStatsRequest.ReadPart(ref reader),
                MultipartType.Queue => QueueStatsRequest.ReadPart(ref reader),
                MultipartType.Group => GroupStatsRequest.ReadPart(ref reader),
                MultipartType.GroupDesc => new GroupDescRequest(),
                MultipartType.GroupFeatures => new GroupFeaturesRequest(),
                MultipartType.Meter => MeterStatsRequest.ReadPart(ref reader),
                MultipartType.MeterConfig => MeterConfigRequest.ReadPart(ref reader),
                MultipartType.MeterFeatures => new MeterFeaturesRequest(),
                MultipartType.TableFeatures => TableFeaturesRequest.ReadPart(ref reader),
                MultipartType.PortDesc => new PortDescRequest(),
                MultipartType.Experimenter => ExperimenterMultipart.ReadRequest(ref reader),
                _ => new RawMultipartRequest(type, reader.ReadRest()),
            };
            reader.ExpectEnd("MULTIPART_REQUEST");
            return request with { Flags = flags };
        }
        catch (OpenFlowProtocolException e) when (e.Decoded is MultipartRequest part)
        {
            e.Decoded = part with { Flags = flags };
            throw;
        }
    }

    internal sealed override void WriteBody(OpenFlowWriter writer)
    {
        writer.WriteUInt16((ushort)MultipartType);
        writer.WriteUInt16(Flags);
        writer.WriteZeros(4);
        WritePart(writer);
    }

    internal abstract void WritePart(OpenFlowWriter writer);
}
