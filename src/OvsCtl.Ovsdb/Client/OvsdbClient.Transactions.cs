namespace OvsCtl.Ovsdb;

/// <content>Changes, once or until they are made.</content>
public sealed partial class OvsdbClient
{
    /// <summary>
    /// Carries out the operations, all or none, once; waits for a connection before, not after. What cannot succeed is refused without being sent.
    /// When this returns the replica shows the change.
    /// </summary>
    /// <exception cref="OvsdbException">
    /// The operations do not fit the schema, or the server refused them; or the connection was lost, with <see cref="OvsdbException.IsOutcomeUnknown"/> when they may have been carried out.
    /// </exception>
    public async Task<TransactionResult> TransactAsync(IReadOnlyList<Operation> operations, CancellationToken cancellationToken = default)
    {
        var (connection, schema) = await ConnectedAsync(cancellationToken).ConfigureAwait(false);
        return await connection.TransactAsync(schema, operations, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Carries out what <paramref name="compose"/> makes of the newest snapshot. When a guard in it (a <see cref="Wait"/> with no timeout) fails, somebody else was
    /// quicker: once the replica shows more, it is composed again. It is also composed again when the connection was lost before it was sent, or, with a
    /// token, when it was lost after and the change turns out not to be made.
    /// </summary>
    /// <param name="compose">Makes the operations; none of them means there is nothing to do. It may be called often and must have no effect of its own.</param>
    /// <param name="token">With one, the outcome is never unknown. Null leaves no mark in the database.</param>
    /// <param name="cancellationToken">Stops waiting; the transaction may still be carried out.</param>
    /// <exception cref="OvsdbException">
    /// The server refused; or <see cref="OvsdbErrorKind.Conflict"/>: a guard failed and the replica shows nothing new that would explain it.
    /// </exception>
    public async Task<TransactionOutcome> CommitAsync(
        Func<ReplicaSnapshot, IReadOnlyList<Operation>> compose, TransactionToken? token = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(compose);
        OvsdbException? loss = null;
        for (var attempt = 1; ; attempt++)
        {
            var (connection, schema) = await ConnectedAsync(cancellationToken).ConfigureAwait(false);
            var snapshot = Replica.Current;
            IReadOnlyList<Operation> operations = [];
            try
            {
                if (loss is not null && token is not null && await WasCommittedAsync(token, cancellationToken).ConfigureAwait(false))
                    return new TransactionOutcome(TransactionStatus.Committed, null, attempt - 1, loss);
                var composed = compose(snapshot);
                if (composed.Count == 0) return new TransactionOutcome(TransactionStatus.Committed, new TransactionResult([]), attempt, loss);
                operations = token is null ? composed : [token.Guard, .. composed, token.Mark];
                var result = await connection.TransactAsync(schema, operations, cancellationToken).ConfigureAwait(false);
                return new TransactionOutcome(TransactionStatus.Committed, token is null ? result : new TransactionResult([.. result.Operations.Skip(1).SkipLast(1)]), attempt, null);
            }
            catch (OvsdbException e) when (e.IsOutcomeUnknown && token is null)
            {
                return new TransactionOutcome(TransactionStatus.Unknown, null, attempt, e);
            }
            catch (OvsdbException e) when (e.IsOutcomeUnknown || e.Kind == OvsdbErrorKind.ConnectionLost)
            {
                if (e.IsOutcomeUnknown) loss = e;
                await LeftAsync(connection, cancellationToken).ConfigureAwait(false);
            }
            catch (OvsdbException e) when (token is not null && e.OperationIndex == 0 && e.Kind == OvsdbErrorKind.TimedOut)
            {
                // The guard found the mark: an attempt whose answer was lost had been carried out after all.
                return new TransactionOutcome(TransactionStatus.Committed, null, attempt, loss);
            }
            catch (OvsdbException e) when (IsConflict(e, operations))
            {
                await WaitMovedAsync(snapshot, e, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether the transaction that was to leave this token has been carried out, as far as the server asked now knows.</summary>
    /// <exception cref="OvsdbException">The server refused, or the connection was lost.</exception>
    public async Task<bool> WasCommittedAsync(TransactionToken token, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(token);
        var (connection, schema) = await ConnectedAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return (await connection.TransactAsync(schema, [token.Look], cancellationToken).ConfigureAwait(false)).Operations[0].Rows.Count > 0;
        }
        catch (OvsdbException e) when (e.IsOutcomeUnknown)
        {
            // A look changes nothing, whether it was carried out or not.
            throw new OvsdbException(e.Kind, e.Message, e);
        }
    }

    private static bool IsConflict(OvsdbException e, IReadOnlyList<Operation> operations) =>
        e.Kind == OvsdbErrorKind.TimedOut && e.OperationIndex is { } index && operations[index] is Wait { Timeout.Ticks: 0 };

    // On a member that lags behind, the change that broke the guard is still on its way.
    private async Task WaitMovedAsync(ReplicaSnapshot snapshot, OvsdbException conflict, CancellationToken cancellationToken)
    {
        try
        {
            await Replica.NextAsync(snapshot, cancellationToken).WaitAsync(_options.ConflictTimeout, _clock, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new OvsdbException(OvsdbErrorKind.Conflict, $"a guard failed that the replica agrees with: {conflict.Message}", conflict) { OperationIndex = conflict.OperationIndex };
        }
    }
}
