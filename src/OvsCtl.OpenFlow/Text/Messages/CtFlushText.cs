using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>NXT_CT_FLUSH in Open vSwitch's words.</summary>
internal static class CtFlushText
{
    private const ushort NXT_CT_ORIG_TUPLE = 0, NXT_CT_REPLY_TUPLE = 1, NXT_CT_ZONE_ID = 2;

    /// <exception cref="OpenFlowProtocolException">A property is damaged, or addresses of both families are mixed.</exception>
    public static string Format(CtFlush flush)
    {
        Tuple original = new(), reply = new();
        var family = Family.None;
        ushort zone = 0;
        foreach (var property in flush.Properties)
        {
            switch (property.Type)
            {
                case NXT_CT_ORIG_TUPLE: original.Read(property, ref family); break;
                case NXT_CT_REPLY_TUPLE: reply.Read(property, ref family); break;
                case NXT_CT_ZONE_ID: zone = property.ToUInt16(); break;
            }
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $" zone={zone} '{original.Format(flush.IpProtocol, family)},ct_nw_proto={flush.IpProtocol}' '{reply.Format(flush.IpProtocol, family)}'");
    }

    private enum Family
    {
        None,
        Ipv4,
        Ipv6,
    }

    /// <summary>One direction of a connection.</summary>
    private sealed class Tuple
    {
        private const ushort NXT_CT_TUPLE_SRC = 0, NXT_CT_TUPLE_DST = 1, NXT_CT_TUPLE_SRC_PORT = 2, NXT_CT_TUPLE_DST_PORT = 3,
            NXT_CT_TUPLE_ICMP_ID = 4, NXT_CT_TUPLE_ICMP_TYPE = 5, NXT_CT_TUPLE_ICMP_CODE = 6;

        private static readonly byte[] s_mapped = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];

        private byte[] _source = new byte[16], _destination = new byte[16];
        private ushort _sourcePort, _destinationPort;

        public void Read(MessageProperty tuple, ref Family family)
        {
            var nested = tuple.Nested();
            foreach (var property in MessageProperty.ReadAll(ref nested))
            {
                switch (property.Type)
                {
                    case NXT_CT_TUPLE_SRC: _source = Address(property, ref family); break;
                    case NXT_CT_TUPLE_DST: _destination = Address(property, ref family); break;
                    case NXT_CT_TUPLE_SRC_PORT: _sourcePort = property.ToUInt16(); break;
                    case NXT_CT_TUPLE_DST_PORT: _destinationPort = property.ToUInt16(); break;

                    // Open vSwitch keeps ICMP's numbers where others have their ports.
                    case NXT_CT_TUPLE_ICMP_ID: _sourcePort = property.ToUInt16(); break;
                    case NXT_CT_TUPLE_ICMP_TYPE: _destinationPort = (ushort)((_destinationPort & 0xff) | property.ToByte() << 8); break;
                    case NXT_CT_TUPLE_ICMP_CODE: _destinationPort = (ushort)((_destinationPort & 0xff00) | property.ToByte()); break;
                }
            }
        }

        public string Format(byte protocol, Family family)
        {
            const byte icmp = 1, icmpv6 = 58;
            var name = family == Family.Ipv4 ? "ct_nw" : "ct_ipv6";
            var ports = protocol is icmp or icmpv6
                ? $"icmp_id={_sourcePort},icmp_type={_destinationPort >> 8},icmp_code={_destinationPort & 0xff}"
                : $"ct_tp_src={_sourcePort},ct_tp_dst={_destinationPort}";
            return $"{name}_src={Text(_source)},{name}_dst={Text(_destination)},{ports}";
        }

        private static byte[] Address(MessageProperty property, ref Family family)
        {
            if (property.Data.Length < 16) throw new OpenFlowProtocolException($"An address has {property.Data.Length} bytes; 16 are due.", OfpError.OFPBPC_BAD_LEN);
            var address = property.Data.Span[..16];
            var found = address.IndexOfAnyExcept((byte)0) < 0 ? Family.None : address.StartsWith(s_mapped) ? Family.Ipv4 : Family.Ipv6;
            if (family != Family.None && found != Family.None && family != found) throw new OpenFlowProtocolException("Addresses of IPv4 and IPv6 are mixed.", OfpError.OFPBPC_BAD_VALUE);
            family = found;
            return address.ToArray();
        }

        private static string Text(byte[] address) =>
            address.AsSpan().StartsWith(s_mapped) ? $"{address[12]}.{address[13]}.{address[14]}.{address[15]}" : Ipv6Text.Format(address);
    }
}
