using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.Desired;

internal static class MacAddresses
{
    /// <summary>A locally administered unicast address (first octet 02) that is the same each time the lab comes up.</summary>
    public static MacAddress Derive(string lab, string owner, string ifName) =>
        new(0x02UL << 40 | (StableHash.Of($"{lab}/{owner}/{ifName}") & 0xff_ffff_ffff));
}
