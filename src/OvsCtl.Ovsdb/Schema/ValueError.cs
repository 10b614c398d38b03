using System.Diagnostics.CodeAnalysis;

namespace OvsCtl.Ovsdb;

/// <summary>Why a value may not stand where it does: it has the wrong shape (a syntax error to the server) or breaks a constraint.</summary>
internal sealed record ValueError(OvsdbErrorKind Kind, string Reason)
{
    public static ValueError Shape(string reason) => new(OvsdbErrorKind.SyntaxError, reason);

    public static ValueError Constraint(string reason) => new(OvsdbErrorKind.ConstraintViolation, reason);

    /// <summary>The error with the place it is about.</summary>
    public OvsdbException ToException(string table, string column) => new(Kind, $"table {table}, column {column}: {Reason}") { Table = table, Column = column };

    [DoesNotReturn]
    public void Throw(string table, string column) => throw ToException(table, column);
}
