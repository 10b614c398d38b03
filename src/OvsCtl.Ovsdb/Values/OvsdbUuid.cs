namespace OvsCtl.Ovsdb;

/// <summary>A reference to a row, or the row's own <c>_uuid</c>.</summary>
public sealed record OvsdbUuid(Uuid Value) : OvsdbAtom
{
    internal override void WriteTo(OvsdbJsonWriter writer) => writer.WriteStrings(["uuid", Value.ToString()]);
}
