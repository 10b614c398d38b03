namespace OvsCtl.Ovsdb;

/// <summary>Fails the transaction with <see cref="OvsdbErrorKind.Aborted"/> (RFC 7047 §5.2.8).</summary>
public sealed record Abort : Operation
{
    internal override string Name => "abort";

    private protected override void WriteMembers(OvsdbJsonWriter writer)
    {
    }
}
