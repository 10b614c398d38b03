using System.Runtime.InteropServices;
using System.Text;
using OvsCtl.Netns.Interop;

namespace OvsCtl.Netns.Devices;

/// <summary>The feature commands of the ethtool ioctl, linux/ethtool.h. All structures are of u32 in the machine's byte order.</summary>
internal static class EthtoolFeatures
{
    private const uint ETHTOOL_GSTRINGS = 0x1b;
    private const uint ETHTOOL_GSSET_INFO = 0x37;
    private const uint ETHTOOL_GFEATURES = 0x3a;
    private const uint ETHTOOL_SFEATURES = 0x3b;
    private const uint ETH_SS_FEATURES = 4;
    private const int ETH_GSTRING_LEN = 32;

    // Far more than any kernel has; the count comes from outside.
    private const int MaximumCount = 4096;

    public static IReadOnlyList<EthtoolFeature> Read(FileDescriptor socket, string ifName, string operation)
    {
        var names = Names(socket, ifName, operation);
        var blocks = (names.Length + 31) / 32;

        // struct ethtool_gfeatures: cmd, size, then for every 32 features: available, requested, active, never_changed
        var buffer = new uint[2 + blocks * 4];
        (buffer[0], buffer[1]) = (ETHTOOL_GFEATURES, (uint)blocks);
        Ethtool.Run(socket, ifName, buffer, operation);
        return Parse(names, buffer.AsSpan(2));
    }

    /// <summary>Names and bits put together.</summary>
    /// <param name="names">In the order of their bits; one without a name is none.</param>
    /// <param name="blocks">Four numbers for every 32 features.</param>
    public static IReadOnlyList<EthtoolFeature> Parse(ReadOnlySpan<string> names, ReadOnlySpan<uint> blocks)
    {
        if (blocks.Length < (names.Length + 31) / 32 * 4) throw new InvalidDataException($"ethtool: {blocks.Length} numbers for {names.Length} features.");
        var features = new List<EthtoolFeature>();
        for (var i = 0; i < names.Length; i++)
        {
            var block = blocks.Slice(i / 32 * 4, 4);
            var bit = 1u << i % 32;
            var isFixed = (block[3] & bit) != 0 || (block[0] & bit) == 0;
            if (names[i].Length > 0) features.Add(new EthtoolFeature(names[i], (block[2] & bit) != 0, (block[1] & bit) != 0, isFixed));
        }

        return features;
    }

    /// <summary>Asks for features to be on or off; what that needs or forbids among the others is the kernel's affair.</summary>
    public static void Write(FileDescriptor socket, string ifName, IReadOnlyDictionary<string, bool> wanted, string operation)
    {
        var names = Names(socket, ifName, operation);

        // struct ethtool_sfeatures: cmd, size, then for every 32 features: valid, requested
        var blocks = (names.Length + 31) / 32;
        var buffer = new uint[2 + blocks * 2];
        (buffer[0], buffer[1]) = (ETHTOOL_SFEATURES, (uint)blocks);
        foreach (var (name, on) in wanted)
        {
            var i = Array.IndexOf(names, name);
            if (i < 0 || name.Length == 0) throw new ArgumentException($"The link {ifName} has no feature '{name}'; 'ethtool -k {ifName}' lists those it has.", nameof(wanted));
            buffer[2 + i / 32 * 2] |= 1u << i % 32;
            if (on) buffer[3 + i / 32 * 2] |= 1u << i % 32;
        }

        Ethtool.Run(socket, ifName, buffer, operation);
    }

    private static string[] Names(FileDescriptor socket, string ifName, string operation)
    {
        // struct ethtool_sset_info: cmd, reserved, u64 mask, u32 counts
        var info = new uint[5];
        (info[0], info[2]) = (ETHTOOL_GSSET_INFO, BitConverter.IsLittleEndian ? 1u << (int)ETH_SS_FEATURES : 0);
        if (!BitConverter.IsLittleEndian) info[3] = 1u << (int)ETH_SS_FEATURES;
        Ethtool.Run(socket, ifName, info, operation);
        var count = (int)Math.Min(info[4], MaximumCount);

        // struct ethtool_gstrings: cmd, string_set, len, then names of 32 bytes
        var strings = new uint[3 + count * ETH_GSTRING_LEN / 4];
        (strings[0], strings[1], strings[2]) = (ETHTOOL_GSTRINGS, ETH_SS_FEATURES, (uint)count);
        Ethtool.Run(socket, ifName, strings, operation);
        return ParseNames(MemoryMarshal.AsBytes(strings.AsSpan(3)));
    }

    /// <summary>Names of 32 bytes each, filled up with NULs.</summary>
    public static string[] ParseNames(ReadOnlySpan<byte> bytes)
    {
        var names = new string[bytes.Length / ETH_GSTRING_LEN];
        for (var i = 0; i < names.Length; i++)
        {
            var name = bytes.Slice(i * ETH_GSTRING_LEN, ETH_GSTRING_LEN);
            names[i] = Encoding.UTF8.GetString(name.IndexOf((byte)0) is var end and >= 0 ? name[..end] : name);
        }

        return names;
    }
}
