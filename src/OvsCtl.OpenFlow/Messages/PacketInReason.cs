namespace OvsCtl.OpenFlow;

/// <summary>ofp_packet_in_reason.</summary>
public enum PacketInReason : byte
{
    /// <summary>No flow matched, or the table-miss flow did.</summary>
    NoMatch = 0,

    /// <summary>An action sent it to the controller.</summary>
    Action = 1,

    /// <summary>The time to live ran out.</summary>
    InvalidTtl = 2,
}
