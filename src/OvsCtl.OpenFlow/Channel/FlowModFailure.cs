namespace OvsCtl.OpenFlow;

/// <summary>A flow-mod the switch refused.</summary>
/// <param name="FlowMod">The flow-mod as the caller gave it.</param>
/// <param name="Error">Why; of its data at most 1,024 bytes are kept.</param>
public sealed record FlowModFailure(FlowMod FlowMod, ErrorMessage Error);
