namespace OvsCtl.Ovsdb;

/// <summary>
/// Fails the transaction with <see cref="OvsdbErrorKind.NotOwner"/> unless this connection holds the lock (RFC 7047 §5.2.10, <c>assert</c>).
/// Locks live in one server process: they guard nothing in a cluster.
/// </summary>
public sealed record AssertLock(string Lock) : Operation
{
    internal override string Name => "assert";

    private protected override void WriteMembers(OvsdbJsonWriter writer) => writer.WriteMember("lock", Lock);
}
