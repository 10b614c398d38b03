namespace OvsCtl.Ovsdb;

/// <summary>
/// A reference, within one transaction, to the row that an <see cref="Insert"/> with this <see cref="Insert.UuidName"/> makes.
/// The name is an &lt;id&gt;: letters, digits and underscores, no digit first.
/// </summary>
public sealed record OvsdbNamedUuid(string Name) : OvsdbAtom
{
    internal override void WriteTo(OvsdbJsonWriter writer) => writer.WriteStrings(["named-uuid", Name]);
}
