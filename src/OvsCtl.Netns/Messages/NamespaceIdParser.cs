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

    /// <summary>Null when no id was given out.</summary>
    public static int? Parse(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < HeaderSize) throw new InvalidDataException($"Netlink namespace id message of {payload.Length} bytes.");
        var reader = new AttributeReader(payload[HeaderSize..]);
        while (reader.Read())
        {
            if (reader.Type == NETNSA_NSID && reader.Int32 >= 0) return reader.Int32;
        }

        return null;
    }
}
