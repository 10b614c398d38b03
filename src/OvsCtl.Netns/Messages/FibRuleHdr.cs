namespace OvsCtl.Netns.Messages;

/// <summary><c>struct fib_rule_hdr</c>, linux/fib_rules.h</summary>
internal struct FibRuleHdr
{
    public const int Size = 12;
    public const uint FIB_RULE_INVERT = 2;

    public byte family;
    public byte dst_len;
    public byte src_len;
    public byte tos;
    public byte table;
    public byte res1;
    public byte res2;
    public byte action;
    public uint flags;
}
