namespace OvsCtl.OpenFlow;

/// <summary>Writes some bits of a field (NXAST_REG_LOAD2).</summary>
/// <param name="Entry">The field, the value and which of its bits are written.</param>
public sealed record LoadMasked(MatchEntry Entry) : NiciraAction
{
    internal override ushort Subtype => 33;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => $"set_field:{FieldText.Value(Entry, portName)}->{Entry.Field.Name}";

    internal override void WriteRest(OpenFlowWriter writer)
    {
        Entry.Write(writer);
    }
}
