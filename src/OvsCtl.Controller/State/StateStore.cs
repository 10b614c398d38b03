using System.Globalization;
using Microsoft.Extensions.Logging;
using OvsCtl.Ovsdb;
using OvsCtl.Topology.Desired;

namespace OvsCtl.Controller.State;

/// <summary>Desired state, as the OvsCtl database has it: see docs/state.md. Writes return when they are on disk.</summary>
public sealed class StateStore : IAsyncDisposable
{
    private readonly StateOptions _options;
    private readonly OvsdbClient _client;
    private readonly TimeProvider _time;
    private readonly Uuid _machine;

    private StateStore(StateOptions options, OvsdbClient client, TimeProvider time, Uuid machine) =>
        (_options, _client, _time, _machine) = (options, client, time, machine);

    /// <summary>This machine's name in the database.</summary>
    public string Machine => Rows(StateSchema.Machine).GetValueOrDefault(_machine)?.GetString("name") ?? "";

    /// <summary>The labs with a part on this machine.</summary>
    public IReadOnlyList<StoredLab> Labs => [.. Rows(StateSchema.Lab).Values.Where(IsHere).Select(Read).OrderBy(l => l.Name, StringComparer.Ordinal)];

    /// <summary>A lab with a part on this machine.</summary>
    public StoredLab? Find(string lab) => FindRow(lab) is { } row && IsHere(row) ? Read(row) : null;

    /// <summary>Names the labs of which somebody, perhaps this daemon, has changed what is asked for since this was called; ends by cancelling.</summary>
    public async Task FollowAsync(Action<string> changed, CancellationToken ct)
    {
        for (var seen = _client.Replica.Current; ;)
        {
            var next = await _client.Replica.NextAsync(seen, ct).ConfigureAwait(false);
            foreach (var lab in StateSchema.LabsAskedOtherwise(seen, next)) changed(lab);
            seen = next;
        }
    }

    /// <summary>Connects, and writes this machine's row if there is none.</summary>
    /// <exception cref="StateException">The server does not answer, or has no such database.</exception>
    public static async Task<StateStore> OpenAsync(StateOptions options, ILogger<StateStore> logger, TimeProvider time, CancellationToken ct)
    {
        var client = await StateConnection.ConnectAsync(options, logger, time, ct).ConfigureAwait(false);
        try
        {
            return new StateStore(options, client, time, await MachineRow.ClaimAsync(client, options, ct).ConfigureAwait(false));
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Writes that a lab is wanted like this, in one transaction.</summary>
    /// <returns>Its generation, which is a new one only when something differs from before.</returns>
    /// <exception cref="StateException">It could not be written.</exception>
    public async Task<long> PutAsync(string lab, string fileName, string text, DesiredState desired, CancellationToken ct)
    {
        var objects = StoredObject.Of(desired).ToList();
        await CommitAsync(now => LabTransaction.Put(now, _machine, new StoredLab(lab, fileName, text, 0, true, false, 0, []), objects), ct).ConfigureAwait(false);
        return FindRow(lab)?.GetInteger("generation") ?? throw new StateException($"lab {lab} was deleted from the database by somebody else");
    }

    /// <summary>Takes a text that somebody else wrote as what is asked for: writes its objects, and a generation where the writer gave no new one.</summary>
    /// <param name="lab">The row as it was read.</param>
    /// <param name="desired">What follows from its text.</param>
    /// <param name="after">The generation that came before.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>The generation; null when the row is another one by now.</returns>
    /// <exception cref="StateException">It could not be written.</exception>
    public async Task<long?> AcceptAsync(StoredLab lab, DesiredState desired, long after, CancellationToken ct)
    {
        var objects = StoredObject.Of(desired).ToList();
        await CommitAsync(now => FindRow(lab.Name) is { } row && IsHere(row) ? LabTransaction.Accept(now, _machine, lab, objects, after) : [], ct).ConfigureAwait(false);
        return Find(lab.Name) is { } written && written.Text == lab.Text ? written.Generation : null;
    }

    /// <summary>Writes that a lab is to go. Nothing happens when it is not there.</summary>
    /// <exception cref="StateException">It could not be written.</exception>
    public Task WantDownAsync(string lab, CancellationToken ct) => SetAsync(lab, "wanted", "down", ct);

    /// <summary>Writes whether damage is to be left as it is.</summary>
    /// <exception cref="StateException">It could not be written.</exception>
    public Task SetPausedAsync(string lab, bool isPaused, CancellationToken ct) => SetAsync(lab, "paused", isPaused, ct);

    /// <summary>The lab is gone: nothing of it is wanted any more. Where somebody wants it up again by now, the row stays.</summary>
    /// <exception cref="StateException">It could not be written.</exception>
    public Task RemoveAsync(string lab, CancellationToken ct) => CommitAsync(now => LabTransaction.Remove(now, lab), ct);

    /// <summary>Writes how far this machine is with a lab, unless it says so already.</summary>
    /// <exception cref="StateException">It could not be written.</exception>
    public Task WriteStatusAsync(string lab, long observedGeneration, IReadOnlyCollection<LabCondition> conditions, CancellationToken ct)
    {
        IReadOnlyList<Operation> Compose(ReplicaSnapshot now) => LabTransaction.Status(now, _machine, lab, observedGeneration, conditions);
        // A lab is mended also while its database is away: only news need the server.
        return Compose(_client.Replica.Current).Count == 0 ? Task.CompletedTask : CommitAsync(Compose, ct);
    }

    public async ValueTask DisposeAsync() => await _client.DisposeAsync().ConfigureAwait(false);

    private Task SetAsync(string lab, string column, OvsdbValue value, CancellationToken ct) => CommitAsync(
        now => now.Find(StateSchema.Lab, "name", lab) is { } row && !row[column].Equals(value)
            ? [new Update(StateSchema.Lab, [Condition.IsRow(row.Uuid)], new Dictionary<string, OvsdbValue> { [column] = value }), new Commit(IsDurable: true)]
            : [],
        ct);

    /// <summary>Every transaction here is composed from what is true then, so one whose answer was lost is simply composed again.</summary>
    private async Task CommitAsync(Func<ReplicaSnapshot, IReadOnlyList<Operation>> compose, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(_options.Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        try
        {
            while ((await _client.CommitAsync(compose, cancellationToken: either.Token).ConfigureAwait(false)).Status != TransactionStatus.Committed)
            {
                await _client.WaitConnectedAsync(either.Token).ConfigureAwait(false);
            }
        }
        catch (OvsdbException e)
        {
            throw new StateException($"desired state cannot be written: {e.Message}", e);
        }
        catch (OperationCanceledException e) when (patience.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new StateException(string.Create(CultureInfo.InvariantCulture, $"desired state cannot be written: its database did not answer for {_options.Patience.TotalSeconds} s"), e);
        }
    }

    private IReadOnlyDictionary<Uuid, Row> Rows(string table) => _client.Replica.Current.Table(table);

    private Row? FindRow(string lab) => _client.Replica.Current.Find(StateSchema.Lab, "name", lab);

    private bool IsHere(Row lab)
    {
        var objects = lab.GetUuids("objects");
        var all = Rows(StateSchema.LabObject);
        return objects.Count == 0 || objects.Any(o => all.GetValueOrDefault(o)?.GetUuids("machine") is [var machine] && machine == _machine);
    }

    private StoredLab Read(Row lab)
    {
        var status = lab.GetUuids("status").Select(s => Rows(StateSchema.LabStatus).GetValueOrDefault(s)).FirstOrDefault(s => s?.GetUuids("machine") is [var machine] && machine == _machine);
        return new StoredLab(
            lab.GetString("name"), lab.GetString("file_name"), lab.GetString("text"), lab.GetInteger("generation"), lab.GetString("wanted") == "up", lab.GetBoolean("paused"),
            status?.GetInteger("observed_generation") ?? 0,
            [.. (status?.GetUuids("conditions") ?? []).Select(c => Rows(StateSchema.Condition).GetValueOrDefault(c)).OfType<Row>().Select(ReadCondition)]);
    }

    private static LabCondition ReadCondition(Row row) => new(
        row.GetString("type"), row.GetBoolean("status"), row.GetString("reason"), row.GetString("message"), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInteger("since")));
}
