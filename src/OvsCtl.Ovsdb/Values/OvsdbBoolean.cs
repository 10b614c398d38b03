namespace OvsCtl.Ovsdb;

/// <summary>True or false.</summary>
public sealed record OvsdbBoolean(bool Value) : OvsdbAtom
{
    internal override void WriteTo(OvsdbJsonWriter writer) => writer.WriteValue(Value);
}
