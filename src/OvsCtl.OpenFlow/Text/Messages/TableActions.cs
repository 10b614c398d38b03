namespace OvsCtl.OpenFlow;

/// <summary>What actions in a table can do.</summary>
/// <param name="Actions">The actions Open vSwitch knows: bit n for type n.</param>
/// <param name="SetFields">The fields they can set.</param>
internal readonly record struct TableActions(uint Actions, FieldSet SetFields)
{
    public bool IsEmpty => Actions == 0 && SetFields.IsEmpty;
}
