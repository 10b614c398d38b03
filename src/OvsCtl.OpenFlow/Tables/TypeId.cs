namespace OvsCtl.OpenFlow;

/// <summary>The kind of an instruction or action.</summary>
/// <param name="Type">Its type (ofp_instruction_type, ofp_action_type); 0xffff for an experimenter's.</param>
/// <param name="Data">Of an experimenter's, who it is and which.</param>
public readonly record struct TypeId(ushort Type, OctetString Data = default);
