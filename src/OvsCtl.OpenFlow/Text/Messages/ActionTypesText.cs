namespace OvsCtl.OpenFlow;

/// <summary>Sets of actions and instructions by name.</summary>
internal static class ActionTypesText
{
    // Those Open vSwitch knows in OpenFlow 1.3, in its order.
    private static readonly (ActionType Type, string Name)[] s_actions =
    [
        (ActionType.Output, "output"), (ActionType.Group, "group"), (ActionType.SetField, "set_field"), (ActionType.PopVlan, "strip_vlan"),
        (ActionType.PushVlan, "push_vlan"), (ActionType.SetNwTtl, "mod_nw_ttl"), (ActionType.DecNwTtl, "dec_ttl"), (ActionType.SetMplsTtl, "set_mpls_ttl"),
        (ActionType.DecMplsTtl, "dec_mpls_ttl"), (ActionType.PushMpls, "push_mpls"), (ActionType.PopMpls, "pop_mpls"), (ActionType.SetQueue, "set_queue"),
    ];

    private static readonly (InstructionType Type, string Name)[] s_instructions =
    [
        (InstructionType.Meter, "meter"), (InstructionType.ApplyActions, "apply_actions"), (InstructionType.ClearActions, "clear_actions"),
        (InstructionType.WriteActions, "write_actions"), (InstructionType.WriteMetadata, "write_metadata"), (InstructionType.GotoTable, "goto_table"),
    ];

    /// <summary>All actions Open vSwitch knows: bit n for type n.</summary>
    public static uint KnownActions { get; } = s_actions.Aggregate(0u, (bits, action) => bits | 1u << (int)action.Type);

    /// <summary>All instructions Open vSwitch knows: bit n for type n.</summary>
    public static uint KnownInstructions { get; } = s_instructions.Aggregate(0u, (bits, instruction) => bits | 1u << (int)instruction.Type);

    /// <param name="actions">Bit n for the action of type n.</param>
    public static string Format(uint actions)
    {
        var names = s_actions.Where(action => (actions >> (int)action.Type & 1) != 0).Select(action => action.Name).ToList();
        return names.Count == 0 ? "<none>" : string.Join(' ', names);
    }

    /// <param name="instructions">Bit n for the instruction of type n.</param>
    public static string FormatInstructions(uint instructions) =>
        string.Join(' ', s_instructions.Where(instruction => (instructions >> (int)instruction.Type & 1) != 0).Select(instruction => instruction.Name));
}
