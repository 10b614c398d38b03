namespace OvsCtl.OpenFlow;

/// <summary>An instruction this library has no type for, kept as it was.</summary>
/// <param name="InstructionType">The type as on the wire; 0xffff for an experimenter's.</param>
/// <param name="Body">What follows type and length, 4 bytes short of a multiple of 8.</param>
public sealed record RawInstruction(ushort InstructionType, OctetString Body) : Instruction
{
    internal override InstructionType Type => (InstructionType)InstructionType;

    /// <summary>Names the type and shows the bytes; ovs-ofctl has no word for it.</summary>
    /// <param name="portName">Not used.</param>
    public override string ToString(Func<PortNumber, string?>? portName) => $"raw_instruction(type=0x{InstructionType:x4},body={Body})";

    internal override void WriteBody(OpenFlowWriter writer) => writer.WriteBytes(Body);
}
