namespace OvsCtl.Ovsdb;

/// <summary>With <paramref name="IsDurable"/>, the answer comes only once the change is on disk (RFC 7047 §5.2.7).</summary>
public sealed record Commit(bool IsDurable) : Operation
{
    internal override string Name => "commit";

    private protected override void WriteMembers(OvsdbJsonWriter writer)
    {
        writer.WritePropertyName("durable");
        writer.WriteValue(IsDurable);
    }
}
