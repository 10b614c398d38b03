namespace OvsCtl.Ovsdb;

/// <summary>Why a value may not stand where it does: it has the wrong shape (a syntax error to the server) or breaks a constraint.</summary>
internal sealed record ValueError(OvsdbErrorKind Kind, string Reason)
{
    public static ValueError Shape(string reason) => new(OvsdbErrorKind.SyntaxError, reason);

    public static ValueError Constraint(string reason) => new(OvsdbErrorKind.ConstraintViolation, reason);
}
