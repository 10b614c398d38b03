namespace OvsCtl.OpenFlow;

/// <summary>What a match must already say before a field makes sense: <paramref name="Field"/> has one of the values (none listed = any value).</summary>
internal sealed record FieldPrerequisite(MatchField Field, params ulong[] Values)
{
    public bool IsMetBy(Match match) =>
        match.TryGet(Field, out var entry) && (Values.Length == 0 || Array.IndexOf(Values, entry.ValueAsNumber) >= 0);
}
