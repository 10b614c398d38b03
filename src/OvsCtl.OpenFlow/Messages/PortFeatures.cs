namespace OvsCtl.OpenFlow;

/// <summary>What a link can do (ofp_port_features).</summary>
[Flags]
public enum PortFeatures : uint
{
    /// <summary>Nothing known.</summary>
    None = 0,

    /// <summary>10 Mbit/s half duplex.</summary>
    Rate10MbHalfDuplex = 1,

    /// <summary>10 Mbit/s full duplex.</summary>
    Rate10MbFullDuplex = 1 << 1,

    /// <summary>100 Mbit/s half duplex.</summary>
    Rate100MbHalfDuplex = 1 << 2,

    /// <summary>100 Mbit/s full duplex.</summary>
    Rate100MbFullDuplex = 1 << 3,

    /// <summary>1 Gbit/s half duplex.</summary>
    Rate1GbHalfDuplex = 1 << 4,

    /// <summary>1 Gbit/s full duplex.</summary>
    Rate1GbFullDuplex = 1 << 5,

    /// <summary>10 Gbit/s full duplex.</summary>
    Rate10GbFullDuplex = 1 << 6,

    /// <summary>40 Gbit/s full duplex.</summary>
    Rate40GbFullDuplex = 1 << 7,

    /// <summary>100 Gbit/s full duplex.</summary>
    Rate100GbFullDuplex = 1 << 8,

    /// <summary>1 Tbit/s full duplex.</summary>
    Rate1TbFullDuplex = 1 << 9,

    /// <summary>Another rate.</summary>
    OtherRate = 1 << 10,

    /// <summary>Copper.</summary>
    Copper = 1 << 11,

    /// <summary>Fibre.</summary>
    Fiber = 1 << 12,

    /// <summary>Negotiates the rate.</summary>
    AutoNegotiation = 1 << 13,

    /// <summary>Pause frames.</summary>
    Pause = 1 << 14,

    /// <summary>Pause frames in one direction.</summary>
    AsymmetricPause = 1 << 15,
}
