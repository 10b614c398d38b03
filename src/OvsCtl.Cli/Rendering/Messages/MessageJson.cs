using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OvsCtl.OpenFlow;
using IPAddress = System.Net.IPAddress;

namespace OvsCtl.Cli.Rendering.Messages;

/// <summary>Messages as objects: every property, by its name in snake case.</summary>
internal static class MessageJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        TypeInfoResolver = MessageJsonContext.Default,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new MatchConverter(),
            new MatchEntryConverter(),
            new VariantConverter<FlowAction>(action => action.ToString()),
            new VariantConverter<Instruction>(instruction => instruction.ToString()),
            new VariantConverter<MeterBand>(),
            new VariantConverter<QueueProperty>(),
            new VariantConverter<TableProperty>(),
            new TextConverter<OctetString>(octets => octets.ToString()),
            new TextConverter<HardwareAddress>(address => address.ToString()),
            new TextConverter<DatapathId>(id => id.ToString()),
            new TextConverter<Cookie>(cookie => cookie.ToString()),
            new TextConverter<MatchField>(field => field.Name),
            new TextConverter<Subfield>(bits => bits.ToString()),
            new TextConverter<IPAddress>(address => address.ToString()),
            new NumberConverter<PortNumber>(port => port.Value),
            new NumberConverter<Xid>(xid => xid.Value),
            new NumberConverter<TableId>(table => table.Value),
            new NumberConverter<GroupId>(group => group.Value),
            new NumberConverter<MeterId>(meter => meter.Value),
            new NumberConverter<QueueId>(queue => queue.Value),
            Names<MessageType>(), Names<MultipartType>(), Names<PacketInReason>(), Names<PortStatusReason>(), Names<PortConfig>(), Names<PortState>(),
            Names<PortFeatures>(), Names<FlowModCommand>(), Names<FlowModFlags>(), Names<FlowRemovedReason>(), Names<GroupModCommand>(), Names<GroupType>(),
            Names<GroupCapabilities>(), Names<MeterModCommand>(), Names<MeterFlags>(), Names<TablePropertyType>(), Names<ControllerRole>(), Names<NiciraRole>(),
            Names<PacketInFormat>(), Names<TlvTableCommand>(), Names<BundleControlType>(), Names<BundleModes>(), Names<FlowMonitorFlags>(), Names<FlowUpdateEvent>(),
        },
    };

    /// <summary>Writes the properties of a message into the object the writer is in.</summary>
    public static void WriteFields(Utf8JsonWriter writer, OpenFlowMessage message)
    {
        var type = message.GetType();
        writer.WriteString("kind", JsonNamingPolicy.SnakeCaseLower.ConvertName(type.Name));
        foreach (var property in JsonSerializer.SerializeToElement(message, Options.GetTypeInfo(type)).EnumerateObject())
        {
            property.WriteTo(writer);
        }
    }

    private static JsonStringEnumConverter<T> Names<T>()
        where T : struct, Enum => new(JsonNamingPolicy.SnakeCaseLower);
}
