namespace OvsCtl.Ovsdb;

/// <summary>One whole JSON value as received, with its top-level members found but not yet read.</summary>
internal readonly record struct JsonMessage(ReadOnlyMemory<byte> Bytes, IReadOnlyList<JsonMember> Members)
{
    /// <summary>The bytes of a member's value, or null. Of a member that is there twice the last counts, as in ovsdb-server.</summary>
    public ReadOnlyMemory<byte>? Find(ReadOnlySpan<byte> quotedName)
    {
        for (var i = Members.Count - 1; i >= 0; i--)
        {
            if (Bytes.Span[Members[i].Name].SequenceEqual(quotedName)) return Bytes[Members[i].Value];
        }

        return null;
    }
}
