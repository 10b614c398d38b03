namespace OvsCtl.Ovsdb;

/// <summary>
/// A mark that a transaction leaves in a map of strings, such as <c>external_ids</c> of the Open_vSwitch row: a fixed key with a value nobody used before. Written in the
/// same transaction as the change, it says after a lost connection whether the change was made; and as every attempt is guarded by its
/// absence, the change is made at most once however often it is sent. Keys are for one writer at a time: the next token of the same key replaces this one.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Row">A row that is not deleted while the outcome matters.</param>
/// <param name="Column">A column of type map of string to string.</param>
/// <param name="Key">The key, one for each writer.</param>
public sealed record TransactionToken(string Table, Uuid Row, string Column, string Key)
{
    /// <summary>The value, made for this token.</summary>
    public string Value { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Fails the transaction if it was carried out before.</summary>
    internal Operation Guard => new Wait(Table, Where, ["_uuid"], UntilEqual: true, [], TimeSpan.Zero);

    /// <summary>Leaves the mark.</summary>
    internal Operation Mark => new Mutate(Table, [Condition.IsRow(Row)], Mutation.SetKeys(Column, new Dictionary<string, string> { [Key] = Value }));

    /// <summary>Looks for the mark.</summary>
    internal Operation Look => new Select(Table, Where, ["_uuid"]);

    private IReadOnlyList<Condition> Where =>
        [Condition.IsRow(Row), new Condition(Column, "includes", OvsdbMap.Of([KeyValuePair.Create<string, string>(Key, Value)]))];
}
