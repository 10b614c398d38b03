namespace OvsCtl.Ovsdb;

/// <summary>What became of a transaction that was not refused.</summary>
/// <param name="Status">Whether it is known to be carried out.</param>
/// <param name="Result">
/// What its operations did, in their order. Null when the outcome is unknown, and when it was found out only afterwards that it had been carried out: the answer itself is lost then.
/// </param>
/// <param name="AttemptCount">How often it was composed: once, and again after each conflict or lost connection.</param>
/// <param name="Loss">How the answer was lost; null when it was not.</param>
public sealed record TransactionOutcome(TransactionStatus Status, TransactionResult? Result, int AttemptCount, OvsdbException? Loss);
