using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>Sends the packet out of a port (ofp_action_output).</summary>
/// <param name="Port">The port, which may be a reserved one.</param>
/// <param name="MaxLength">To the controller: how many bytes of the packet, 0xffff (OFPCML_NO_BUFFER) for all of it.</param>
public sealed record Output(PortNumber Port, ushort MaxLength) : FlowAction
{
    private const ushort OFPCML_NO_BUFFER = 0xffff;

    /// <summary>Sends the packet out of a port; to the controller, all of it.</summary>
    /// <param name="port">The port.</param>
    public Output(PortNumber port)
        : this(port, port == PortNumber.Controller ? OFPCML_NO_BUFFER : (ushort)0)
    {
    }

    internal override ActionType Type => ActionType.Output;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName)
    {
        if (Port == PortNumber.Controller) return string.Create(CultureInfo.InvariantCulture, $"CONTROLLER:{MaxLength}");
        var port = PortText.Format(Port, portName);
        return Port.IsReserved ? port : $"output:{port}";
    }

    internal static Output ReadBody(ref OpenFlowReader reader)
    {
        // port:4 max_len:2 pad:6
        var output = new Output(new PortNumber(reader.ReadUInt32()), reader.ReadUInt16());
        reader.Skip(6);
        return output;
    }

    internal override void WriteBody(OpenFlowWriter writer)
    {
        writer.WriteUInt32(Port.Value);
        writer.WriteUInt16(MaxLength);
        writer.WriteZeros(6);
    }
}
