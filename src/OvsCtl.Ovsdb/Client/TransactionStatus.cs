namespace OvsCtl.Ovsdb;

/// <summary>What became of a transaction that was not refused.</summary>
public enum TransactionStatus
{
    /// <summary>It was carried out.</summary>
    Committed,

    /// <summary>The connection was lost after it was sent: it may have been carried out or not. A <see cref="TransactionToken"/> finds out.</summary>
    Unknown,
}
