namespace OvsCtl.OpenFlow;

/// <summary>How Open vSwitch writes the value of a field in text.</summary>
internal enum FieldFormat
{
    Decimal,
    Hexadecimal,
    Ethernet,
    Ipv4,
    Ipv6,
    Port,
    Fragment,
    TcpFlags,
    TunnelFlags,
    CtState,
    PacketType,
}
