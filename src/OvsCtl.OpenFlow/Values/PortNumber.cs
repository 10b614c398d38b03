using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>An OpenFlow port number (ofp_port_no): a port of the switch, or one of the reserved destinations.</summary>
/// <param name="Value">The number as on the wire.</param>
public readonly record struct PortNumber(uint Value)
{
    /// <summary>OFPP_MAX: the highest number a port of the switch may have.</summary>
    public static readonly PortNumber Max = new(0xffffff00);

    /// <summary>OFPP_IN_PORT: back out of the port the packet came in by.</summary>
    public static readonly PortNumber InPort = new(0xfffffff8);

    /// <summary>OFPP_TABLE: through the flow tables (only in a packet-out).</summary>
    public static readonly PortNumber Table = new(0xfffffff9);

    /// <summary>OFPP_NORMAL: the switch's own L2 forwarding.</summary>
    public static readonly PortNumber Normal = new(0xfffffffa);

    /// <summary>OFPP_FLOOD: all ports but the ingress port and those set to no-flood.</summary>
    public static readonly PortNumber Flood = new(0xfffffffb);

    /// <summary>OFPP_ALL: all ports but the ingress port.</summary>
    public static readonly PortNumber All = new(0xfffffffc);

    /// <summary>OFPP_CONTROLLER: to the controller, as a packet-in.</summary>
    public static readonly PortNumber Controller = new(0xfffffffd);

    /// <summary>OFPP_LOCAL: the bridge's own interface.</summary>
    public static readonly PortNumber Local = new(0xfffffffe);

    /// <summary>OFPP_ANY: no port in particular; the wildcard of requests and deletions.</summary>
    public static readonly PortNumber Any = new(0xffffffff);

    /// <summary>True for the numbers above <see cref="Max"/>, which name no port of the switch (but <see cref="Local"/>).</summary>
    public bool IsReserved => Value > Max.Value;

    /// <summary>The number in decimal, or the reserved port's name as Open vSwitch writes it (<c>LOCAL</c>).</summary>
    public override string ToString() => Value switch
    {
        0xfffffff8 => "IN_PORT",
        0xfffffff9 => "TABLE",
        0xfffffffa => "NORMAL",
        0xfffffffb => "FLOOD",
        0xfffffffc => "ALL",
        0xfffffffd => "CONTROLLER",
        0xfffffffe => "LOCAL",
        0xffffffff => "ANY",
        _ => Value.ToString(CultureInfo.InvariantCulture),
    };
}
