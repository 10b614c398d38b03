namespace OvsCtl.Ovsdb;

/// <summary>
/// An <c>error</c> as the wire carries it. RFC 7047 §3.1 makes it an object with <c>error</c> and <c>details</c>; ovsdb-server also answers with
/// a bare string ("unknown method"), and adds <c>syntax</c>, the piece of JSON it stumbled over.
/// </summary>
internal sealed record WireError(string Error, string? Details)
{
    public OvsdbErrorKind Kind => Error switch
    {
        "unknown database" => OvsdbErrorKind.UnknownDatabase,
        "unknown column" => OvsdbErrorKind.UnknownColumn,
        "unknown method" => OvsdbErrorKind.UnknownMethod,
        "unknown monitor" => OvsdbErrorKind.UnknownMonitor,
        "syntax error" or "unknown function" or "unknown mutator" => OvsdbErrorKind.SyntaxError,
        "unknown table" => OvsdbErrorKind.UnknownTable,
        "duplicate uuid-name" or "duplicate uuid" => OvsdbErrorKind.DuplicateUuidName,
        "constraint violation" => OvsdbErrorKind.ConstraintViolation,
        "referential integrity violation" => OvsdbErrorKind.ReferentialIntegrityViolation,
        "timed out" => OvsdbErrorKind.TimedOut,
        "aborted" => OvsdbErrorKind.Aborted,
        "canceled" => OvsdbErrorKind.Canceled,
        "not owner" => OvsdbErrorKind.NotOwner,
        "domain error" => OvsdbErrorKind.DomainError,
        "range error" => OvsdbErrorKind.RangeError,
        "resources exhausted" => OvsdbErrorKind.ResourcesExhausted,
        "I/O error" => OvsdbErrorKind.IoError,
        "not supported" or "not allowed" => OvsdbErrorKind.NotSupported,
        "not leader" => OvsdbErrorKind.NotLeader,
        "cluster error" => OvsdbErrorKind.ClusterError,
        "permission error" => OvsdbErrorKind.PermissionDenied,
        _ => OvsdbErrorKind.Other,
    };

    public static WireError Read(JsonCursor cursor)
    {
        if (cursor.Token == JsonToken.String) return new WireError(cursor.String(), null);
        string? error = null, details = null;
        cursor.Expect(JsonToken.StartObject);
        while (cursor.NextMember(out var name))
        {
            if (name == "error") error = cursor.String();
            else if (name == "details") details = cursor.String();
            else cursor.Skip();
        }

        return new WireError(error ?? throw OvsdbException.Protocol("an error object has no \"error\""), details);
    }
}
