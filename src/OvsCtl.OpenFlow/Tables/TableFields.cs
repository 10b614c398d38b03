namespace OvsCtl.OpenFlow;

/// <summary>The fields a table can match on, leave out or set (ofp_table_feature_prop_oxm).</summary>
/// <param name="Type">Which of these, and for which flows.</param>
/// <param name="Fields">The fields; the list is copied.</param>
public sealed record TableFields(TablePropertyType Type, IReadOnlyList<OxmHeader> Fields) : TableProperty(Type)
{
    /// <summary>The fields.</summary>
    public IReadOnlyList<OxmHeader> Fields { get; init => field = ValueList<OxmHeader>.Of(value); } = ValueList<OxmHeader>.Of(Fields);

    internal static TableFields ReadBody(TablePropertyType type, ref OpenFlowReader body)
    {
        var fields = new List<OxmHeader>(body.Remaining / OxmHeader.Size);
        while (!body.IsAtEnd) fields.Add(OxmHeader.Read(ref body));
        return new TableFields(type, fields);
    }

    internal override void WriteBody(OpenFlowWriter writer)
    {
        foreach (var field in Fields) field.Write(writer);
    }
}
