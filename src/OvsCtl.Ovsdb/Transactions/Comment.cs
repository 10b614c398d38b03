namespace OvsCtl.Ovsdb;

/// <summary>Says, in the server's log of transactions, what this one is for (RFC 7047 §5.2.9).</summary>
public sealed record Comment(string Text) : Operation
{
    internal override string Name => "comment";

    private protected override void WriteMembers(OvsdbJsonWriter writer) => writer.WriteMember("comment", Text);
}
