namespace OvsCtl.OpenFlow;

/// <summary>ofp_instruction_type.</summary>
internal enum InstructionType : ushort
{
    GotoTable = 1,
    WriteMetadata = 2,
    WriteActions = 3,
    ApplyActions = 4,
    ClearActions = 5,
    Meter = 6,
}
