using static OvsCtl.Netns.Messages.RouteAttributes;

namespace OvsCtl.Netns.Messages;

/// <summary>Reads RTM_NEWNSID.</summary>
internal static class NamespaceIdParser
{
    private const int HeaderSize = 4; // struct rtgenmsg, padded

    public static void Parse(ushort type, ReadOnlySpan<byte> payload, List<int> ids)
    {
        if (type == RTM_NEWNSID && Parse(payload) is { } id) ids.Add(id);
    }

    /// <summary>Of an answer about what another namespace knows.</summary>
    public static void ParseBoth(ushort type, ReadOnlySpan<byte> payload, List<NamespaceId> ids)
    {
        if (type == RTM_NEWNSID && Parse(payload) is { } id) ids.Add(new NamespaceId(id, Parse(payload, NETNSA_CURRENT_NSID)));
    }

    /// <summary>Null when no id was given out.</summary>
    public static int? Parse(ReadOnlySpan<byte> payload, ushort attribute = NETNSA_NSID)
    {
        if (payload.Length < HeaderSize) throw new InvalidDataException($"Netlink namespace id message of {payload.Length} bytes.");
        var reader = new AttributeReader(payload[HeaderSize..]);
        while (reader.Read())
        {
            if (reader.Type == attribute && reader.Int32 >= 0) return reader.Int32;
        }

        return null;
    }
}
