namespace OvsCtl.OpenFlow;

/// <summary>ofp_meter_mod_command.</summary>
public enum MeterModCommand : ushort
{
    /// <summary>OFPMC_ADD: a meter that does not exist yet.</summary>
    Add = 0,

    /// <summary>OFPMC_MODIFY: gives a meter other flags and bands.</summary>
    Modify = 1,

    /// <summary>OFPMC_DELETE: the meter, or with <see cref="MeterId.All"/> every meter, and the flows that use it.</summary>
    Delete = 2,
}
