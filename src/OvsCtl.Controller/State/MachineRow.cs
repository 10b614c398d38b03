using OvsCtl.Ovsdb;

namespace OvsCtl.Controller.State;

/// <summary>Finds this machine's row, or makes it.</summary>
internal static class MachineRow
{
    public static async Task<Uuid> ClaimAsync(OvsdbClient client, StateOptions options, CancellationToken ct)
    {
        var name = options.Machine ?? NameThere(client.Replica.Current, options) ?? Environment.MachineName;
        await client.CommitAsync(
            now => now.Find(StateSchema.Machine, "name", name) is not null
                ? []
                : [Wait.None(StateSchema.Machine, Condition.Equal("name", name)), new Insert(StateSchema.Machine, new Dictionary<string, OvsdbValue> { ["name"] = name }), new Commit(IsDurable: true)],
            cancellationToken: ct).ConfigureAwait(false);
        var there = await client.Replica.WaitAsync(now => now.Find(StateSchema.Machine, "name", name) is not null, ct).ConfigureAwait(false);
        return there.Find(StateSchema.Machine, "name", name)?.Uuid ?? throw new StateException($"machine {name} was deleted from the database by somebody else");
    }

    /// <summary>In a database of our own there is one machine, also after its host name has changed.</summary>
    private static string? NameThere(ReplicaSnapshot now, StateOptions options) =>
        options.Servers is null && now.Table(StateSchema.Machine).Values.ToList() is [var only] ? only.GetString("name") : null;
}
