namespace OvsCtl.OpenFlow;

/// <summary>Names of nx_hash_fields and nx_mp_algorithm, in order of their numbers.</summary>
internal static class HashFields
{
    public static readonly string[] Names = ["eth_src", "symmetric_l4", "symmetric_l3l4", "symmetric_l3l4+udp", "nw_src", "nw_dst", "symmetric_l3"];

    public static readonly string[] Algorithms = ["modulo_n", "hash_threshold", "hrw", "iter_hash"];

    public static string Name(ushort fields) => fields < Names.Length ? Names[fields] : "<unknown>";

    public static string Algorithm(ushort algorithm) => algorithm < Algorithms.Length ? Algorithms[algorithm] : "<unknown>";
}
