namespace OvsCtl.Ovsdb;

/// <summary>A 64-bit signed integer.</summary>
public sealed record OvsdbInteger(long Value) : OvsdbAtom
{
    internal override void WriteTo(OvsdbJsonWriter writer) => writer.WriteValue(Value);
}
