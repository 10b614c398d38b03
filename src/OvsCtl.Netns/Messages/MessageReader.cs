using System.Runtime.InteropServices;

namespace OvsCtl.Netns.Messages;

/// <summary>Walks over the messages of one datagram.</summary>
internal ref struct MessageReader(ReadOnlySpan<byte> datagram)
{
    private ReadOnlySpan<byte> _rest = datagram;

    public NetlinkHeader Header { get; private set; }

    /// <summary>What follows the header.</summary>
    public ReadOnlySpan<byte> Payload { get; private set; }

    /// <summary>Moves to the next message; false at the end.</summary>
    /// <exception cref="InvalidDataException">A length does not fit into what is left.</exception>
    public bool Read()
    {
        if (_rest.IsEmpty) return false;
        if (_rest.Length < NetlinkHeader.Size) throw new InvalidDataException($"{_rest.Length} bytes left over behind the netlink messages.");
        Header = MemoryMarshal.Read<NetlinkHeader>(_rest);
        if (Header.nlmsg_len < NetlinkHeader.Size || Header.nlmsg_len > _rest.Length)
        {
            throw new InvalidDataException($"Netlink message with a length of {Header.nlmsg_len} bytes in {_rest.Length}.");
        }

        var length = (int)Header.nlmsg_len;
        Payload = _rest[NetlinkHeader.Size..length];
        _rest = _rest[Math.Min(_rest.Length, (length + 3) & ~3)..];
        return true;
    }
}
