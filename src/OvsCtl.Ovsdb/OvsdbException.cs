namespace OvsCtl.Ovsdb;

/// <summary>Everything that an OVSDB server refuses, or that goes wrong on the way to it. Caller misuse is an <see cref="ArgumentException"/> instead.</summary>
public sealed class OvsdbException : Exception
{
    /// <summary>Creates an exception raised on this side, with no wire error behind it.</summary>
    public OvsdbException(OvsdbErrorKind kind, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Kind = kind;
        Error = "";
    }

    internal OvsdbException(WireError error, int? operationIndex, string request)
        : base($"{request}: {error.Error}{(error.Details is null ? "" : $": {error.Details}")}")
    {
        Kind = error.Kind;
        Error = error.Error;
        Details = error.Details;
        OperationIndex = operationIndex;
    }

    /// <summary>What went wrong, to branch on.</summary>
    public OvsdbErrorKind Kind { get; }

    /// <summary>The wire's <c>error</c> string (RFC 7047 §4.1.3); empty when the error was raised on this side.</summary>
    public string Error { get; }

    /// <summary>The wire's <c>details</c>, meant for people.</summary>
    public string? Details { get; init; }

    /// <summary>Zero-based index of the operation that failed; null when the error came at commit or is not about one operation.</summary>
    public int? OperationIndex { get; init; }

    /// <summary>The table that an operation refused before it was sent is about; null when none, or when the server refused it.</summary>
    public string? Table { get; init; }

    /// <summary>The column that an operation refused before it was sent is about; null when none, or when the server refused it.</summary>
    public string? Column { get; init; }

    /// <summary>
    /// True when the request may or may not have been carried out: the connection was lost, or the answer was unusable, after the request was queued.
    /// A guard (<see cref="Ovsdb.Wait"/>) makes it safe to repeat.
    /// </summary>
    public bool IsOutcomeUnknown { get; init; }

    internal static OvsdbException Protocol(string message, Exception? innerException = null) =>
        new(OvsdbErrorKind.ProtocolError, message, innerException);
}
