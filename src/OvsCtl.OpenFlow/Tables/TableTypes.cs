namespace OvsCtl.OpenFlow;

/// <summary>The instructions or actions a table has (ofp_table_feature_prop_instructions, ofp_table_feature_prop_actions).</summary>
/// <param name="Type">Which of the two, and for which flows.</param>
/// <param name="Ids">Them; the list is copied.</param>
public sealed record TableTypes(TablePropertyType Type, IReadOnlyList<TypeId> Ids) : TableProperty(Type)
{
    private const int HeaderSize = 4;

    /// <summary>The instructions or actions.</summary>
    public IReadOnlyList<TypeId> Ids { get; init => field = ValueList<TypeId>.Of(value); } = ValueList<TypeId>.Of(Ids);

    internal static TableTypes ReadBody(TablePropertyType type, ref OpenFlowReader body)
    {
        // Each is the beginning of an instruction or action, type:2 len:2, without padding; experimenters add who they are.
        var ids = new List<TypeId>(body.Remaining / HeaderSize);
        while (!body.IsAtEnd)
        {
            var id = body.ReadTlv("An instruction or action a table can do", HeaderSize, alignment: 1, out var number);
            ids.Add(new TypeId(number, id.ReadRest()));
        }

        return new TableTypes(type, ids);
    }

    internal override void WriteBody(OpenFlowWriter writer)
    {
        foreach (var id in Ids)
        {
            var start = writer.BeginTlv(id.Type);
            writer.WriteBytes(id.Data);
            writer.EndTlv(start);
        }
    }
}
