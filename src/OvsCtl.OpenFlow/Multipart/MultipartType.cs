namespace OvsCtl.OpenFlow;

/// <summary>ofp_multipart_type. Other numbers occur too: such messages are kept raw.</summary>
public enum MultipartType : ushort
{
    /// <summary>OFPMP_DESC: who made the switch.</summary>
    Desc = 0,

    /// <summary>OFPMP_FLOW: the flows.</summary>
    Flow = 1,

    /// <summary>OFPMP_AGGREGATE: the sums over flows.</summary>
    Aggregate = 2,

    /// <summary>OFPMP_TABLE: what the tables have seen.</summary>
    Table = 3,

    /// <summary>OFPMP_PORT_STATS: what the ports have received and sent.</summary>
    PortStats = 4,

    /// <summary>OFPMP_QUEUE: what the queues have sent.</summary>
    Queue = 5,

    /// <summary>OFPMP_GROUP: what the groups have treated.</summary>
    Group = 6,

    /// <summary>OFPMP_GROUP_DESC: the groups.</summary>
    GroupDesc = 7,

    /// <summary>OFPMP_GROUP_FEATURES: what the switch can do with groups.</summary>
    GroupFeatures = 8,

    /// <summary>OFPMP_METER: what the meters have seen.</summary>
    Meter = 9,

    /// <summary>OFPMP_METER_CONFIG: the meters.</summary>
    MeterConfig = 10,

    /// <summary>OFPMP_METER_FEATURES: what the switch can do with meters.</summary>
    MeterFeatures = 11,

    /// <summary>OFPMP_TABLE_FEATURES: what the tables can do.</summary>
    TableFeatures = 12,

    /// <summary>OFPMP_PORT_DESC: the ports.</summary>
    PortDesc = 13,

    /// <summary>OFPMP_EXPERIMENTER: someone else's.</summary>
    Experimenter = 0xffff,
}
