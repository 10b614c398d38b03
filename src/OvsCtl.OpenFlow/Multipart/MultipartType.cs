namespace OvsCtl.OpenFlow;

/// <summary>ofp_multipart_type. Other numbers occur too: such messages are kept raw.</summary>
public enum MultipartType : ushort
{
    /// <summary>OFPMP_DESC: who made the switch.</summary>
    Desc = 0,

    /// <summary>OFPMP_FLOW: the flows.</summary>
    Flow = 1,

    /// <summary>OFPMP_PORT_DESC: the ports.</summary>
    PortDesc = 13,
}
