namespace OvsCtl.OpenFlow;

/// <summary>Sets which messages the switch sends unasked (NXT_SET_ASYNC_CONFIG). It is not answered.</summary>
/// <param name="Config">Which.</param>
public sealed record NiciraSetAsync(AsyncConfig Config) : ExperimenterMessage
{
    internal const uint NXT_SET_ASYNC_CONFIG = 19;

    /// <inheritdoc/>
    public override uint Experimenter => Nicira;

    /// <inheritdoc/>
    public override uint ExperimenterType => NXT_SET_ASYNC_CONFIG;

    internal override void WriteRest(OpenFlowWriter writer) => Config.Write(writer);
}

/// <summary>Sets some of the messages the switch sends unasked, as OpenFlow 1.4 does (NXT_SET_ASYNC_CONFIG2). It is not answered.</summary>
/// <param name="Properties">Which: the kind of message in <see cref="MessageProperty.Type"/> (ofp_async_config_prop_type), its reasons as 4 bytes.</param>
public sealed record SetAsyncProperties(IReadOnlyList<MessageProperty> Properties) : ExperimenterMessage
{
    internal const uint NXT_SET_ASYNC_CONFIG2 = 27;

    /// <inheritdoc/>
    public override uint Experimenter => Nicira;

    /// <inheritdoc/>
    public override uint ExperimenterType => NXT_SET_ASYNC_CONFIG2;

    /// <summary>Which, in order.</summary>
    public IReadOnlyList<MessageProperty> Properties { get; init => field = ValueList<MessageProperty>.Of(value); } = Properties;

    internal override void WriteRest(OpenFlowWriter writer) => MessageProperty.WriteAll(writer, Properties);
}
