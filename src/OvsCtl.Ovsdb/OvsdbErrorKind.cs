namespace OvsCtl.Ovsdb;

/// <summary>
/// What went wrong, to branch on. The first group mirrors the <c>error</c> strings of RFC 7047 §3.1, §4.1 and §5.2 and of ovsdb-server;
/// the second group is raised on this side of the connection.
/// </summary>
public enum OvsdbErrorKind
{
    /// <summary>The server sent an error string this library has no name for; see <see cref="OvsdbException.Error"/>.</summary>
    Other,

    /// <summary>"unknown database".</summary>
    UnknownDatabase,

    /// <summary>"unknown column".</summary>
    UnknownColumn,

    /// <summary>"unknown method".</summary>
    UnknownMethod,

    /// <summary>"unknown monitor".</summary>
    UnknownMonitor,

    /// <summary>"syntax error": the server could not read the request, or a value does not fit its column.</summary>
    SyntaxError,

    /// <summary>"duplicate uuid-name", or "duplicate uuid" of a row whose name was chosen.</summary>
    DuplicateUuidName,

    /// <summary>"constraint violation": a value outside its column's range, an immutable column, or two rows equal in an index.</summary>
    ConstraintViolation,

    /// <summary>"referential integrity violation": a strong reference to no row, or a delete of a row still referenced.</summary>
    ReferentialIntegrityViolation,

    /// <summary>"timed out": a <see cref="Ovsdb.Wait"/> did not come true within its time.</summary>
    TimedOut,

    /// <summary>"aborted": an <see cref="Ovsdb.Abort"/> operation was reached.</summary>
    Aborted,

    /// <summary>"canceled": the request was withdrawn by a <c>cancel</c> notification.</summary>
    Canceled,

    /// <summary>"not owner": the lock named by an <see cref="Ovsdb.AssertLock"/> is not held.</summary>
    NotOwner,

    /// <summary>"domain error", such as a division by zero.</summary>
    DomainError,

    /// <summary>"range error": the result of a mutation does not fit.</summary>
    RangeError,

    /// <summary>"resources exhausted".</summary>
    ResourcesExhausted,

    /// <summary>"I/O error": the server could not write its storage.</summary>
    IoError,

    /// <summary>"not supported" or "not allowed".</summary>
    NotSupported,

    /// <summary>"not leader": a clustered database that only its leader may change.</summary>
    NotLeader,

    /// <summary>"cluster error": the members of a clustered database could not agree on the transaction.</summary>
    ClusterError,

    /// <summary>"permission error": the role that the server gives this client may not do that.</summary>
    PermissionDenied,

    /// <summary>The server could not be reached.</summary>
    ConnectFailed,

    /// <summary>The connection ended before the answer came; see <see cref="OvsdbException.IsOutcomeUnknown"/>.</summary>
    ConnectionLost,

    /// <summary>The server sent something that RFC 7047 does not allow, or more than this side accepts.</summary>
    ProtocolError,

    /// <summary>The server stopped a monitor, because its database was removed or its schema changed.</summary>
    MonitorCanceled,

    /// <summary>An operation names a table that the schema has not, and was not sent; or the server's "unknown table".</summary>
    UnknownTable,

    /// <summary>A transaction's guards failed although the replica agrees with them, or kept failing: see <c>CommitAsync</c>.</summary>
    Conflict,

    /// <summary>A row to be added has the name of one that is there.</summary>
    AlreadyExists,

    /// <summary>A row to be changed or deleted is not there.</summary>
    NotFound,
}
