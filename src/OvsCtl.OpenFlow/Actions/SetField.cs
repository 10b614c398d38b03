namespace OvsCtl.OpenFlow;

/// <summary>Writes a value into a field of the packet (ofp_action_set_field).</summary>
/// <param name="Entry">The field and its new value.</param>
public sealed record SetField(MatchEntry Entry) : FlowAction
{
    /// <summary>Writes a value into a field of the packet.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">The value in network byte order, <see cref="MatchField.Size"/> bytes.</param>
    /// <exception cref="ArgumentException">The value has the wrong size.</exception>
    public SetField(MatchField field, ReadOnlySpan<byte> value)
        : this(new MatchEntry(field, value))
    {
    }

    /// <summary>Writes a number into a field of at most 64 bits.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">The number; bits the field does not have are cut off.</param>
    public SetField(MatchField field, ulong value)
        : this(MatchEntry.FromNumber(field, value))
    {
    }

    internal override ActionType Type => ActionType.SetField;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => $"set_field:{FieldText.Value(Entry, portName)}->{Entry.Field.Name}";

    internal static SetField ReadBody(ref OpenFlowReader reader) => new(MatchEntry.Read(ref reader));

    internal override void WriteBody(OpenFlowWriter writer) => Entry.Write(writer);
}
