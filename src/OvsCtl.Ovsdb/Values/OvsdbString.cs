namespace OvsCtl.Ovsdb;

/// <summary>A Unicode string. One with U+0000 or half of a surrogate pair cannot be sent: writing it throws <see cref="ArgumentException"/>.</summary>
public sealed record OvsdbString(string Value) : OvsdbAtom
{
    internal override void WriteTo(OvsdbJsonWriter writer) => writer.WriteValue(Value);
}
