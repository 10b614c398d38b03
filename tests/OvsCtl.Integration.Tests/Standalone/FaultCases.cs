namespace OvsCtl.Integration.Tests.Standalone;

/// <summary>Bytes of peers that are broken or evil.</summary>
public static class FaultCases
{
    private const string NoMatch = "ffffffff" + "0000" + "00" + "00" + "0000000000000000";

    /// <summary>First words of peers that are no OpenFlow 1.3 switch.</summary>
    public static TheoryData<string, string> Greetings => new()
    {
        { "length 0", "0400000000000001" },
        { "length 7", "0400000700000001" },
        { "half a header", "04000008" },
        { "one byte", "04" },
        { "length 65535", "0400ffff00000001" },
        { "zeros", Zeros(64) },
        { "all ones", new string('f', 128) },
        { "HTTP", Convert.ToHexString("GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8) },
        { "TLS", "160301020001000001fc0303" + Zeros(500) },
        { "SSH", Convert.ToHexString("SSH-2.0-OpenSSH_9.6\r\n"u8) },
        { "1.0", "0100000800000001" },
        { "1.1", "0200000800000001" },
        { "1.2", "0300000800000001" },
        { "version 0", "0000000800000001" },
        { "1.0 by bitmap", "01000010000000010001000800000002" },
        { "1.4 and 1.5 by bitmap", "06000010000000010001000800000060" },
        { "an empty bitmap", "06000010000000010001000400000000" },
        { "a bitmap of no version", "06000010000000010001000800000000" },
        { "a bitmap of 1 byte", "04000010000000010001000510000000" },
        { "a bitmap of 2 bytes", "04000010000000010001000610000000" },
        { "an element of length 0", "04000010000000010001000000000010" },
        { "an element of length 3", "04000010000000010001000300000010" },
        { "an element past the end", "04000010000000010001004000000010" },
        { "half an element", "0400000a000000010001" },
        { "an odd length", "0400000b00000001000100" },
        { "PACKET_IN first", Hex(RawSwitch.PacketIn(1, RawSwitch.Frame(RawSwitch.Broadcast, RawSwitch.A))) },
        { "FEATURES_REPLY first", Hex(RawSwitch.Features(1)) },
        { "ECHO_REQUEST first", "0402000800000001" },
        { "HELLO_FAILED first", "0401000c0000000100000000" },
    };

    /// <summary>Messages of a switch whose handshake is done.</summary>
    public static TheoryData<string, string> Messages => new()
    {
        { "length 0", "040a000000000000" },
        { "length 1", "0402000100000000" },
        { "length 7", "0402000700000000" },
        { "version 1.0", "010a000800000000" },
        { "version 0xff", "ff0a000800000000" },
        { "TLS", "16030102000100000000" },
        { "HTTP", Convert.ToHexString("GET / HTTP/1.1\r\n\r\n"u8) },
        { "PACKET_IN of 8 bytes", Message(10) },
        { "PACKET_IN of 9 bytes", Message(10, "00") },
        { "PACKET_IN without a match", Message(10, NoMatch) },
        { "PACKET_IN, match of length 0", Message(10, NoMatch + "00010000" + Zeros(14)) },
        { "PACKET_IN, match of length 1", Message(10, NoMatch + "00010001" + Zeros(14)) },
        { "PACKET_IN, match past the end", Message(10, NoMatch + "0001ffff" + Zeros(14)) },
        { "PACKET_IN, match of another type", Message(10, NoMatch + "00000004" + Zeros(6)) },
        { "PACKET_IN, field past the end", Message(10, NoMatch + "0001000c800000ff" + Zeros(10)) },
        { "PACKET_IN, field of length 0", Message(10, NoMatch + "0001000880000000" + Zeros(2)) },
        { "PACKET_IN, in_port of 2 bytes", Message(10, NoMatch + "0001000a800000020001" + Zeros(8)) },
        { "PACKET_IN, half a field", Message(10, NoMatch + "000100068000" + Zeros(4)) },
        { "PACKET_IN, no in_port", Message(10, NoMatch + "0001000400000000" + Zeros(2)) },
        { "PACKET_IN, two in_ports", Message(10, NoMatch + "0001001480000004000000018000000400000002" + Zeros(6)) },
        { "PACKET_IN, a masked in_port", Message(10, NoMatch + "000100108000010800000001ffffffff" + Zeros(2)) },
        { "PACKET_IN, an unknown field", Message(10, NoMatch + "00010014ffff0004000000018000000400000002" + Zeros(6)) },
        { "PORT_STATUS of 8 bytes", Message(12) },
        { "PORT_STATUS cut short", Message(12, Zeros(71)) },
        { "PORT_STATUS too long", Message(12, Zeros(73)) },
        { "PORT_STATUS of an unknown reason", Message(12, "63" + Zeros(71)) },
        { "PORT_STATUS, a name that is no text", Message(12, Zeros(24) + new string('f', 32) + Zeros(32)) },
        { "FLOW_REMOVED of 8 bytes", Message(11) },
        { "FLOW_REMOVED, match of length 0", Message(11, Zeros(48)) },
        { "FLOW_REMOVED, match past the end", Message(11, Zeros(40) + "0001ffff00000000") },
        { "ERROR of 8 bytes", Message(1) },
        { "ERROR of 9 bytes", Message(1, "00") },
        { "ERROR of an unknown type", Message(1, "7777ffff") },
        { "ERROR of an experimenter, cut short", Message(1, "ffff0001") },
        { "ERROR with 64 KiB", Message(1, "00010001" + Zeros(65000)) },
        { "FEATURES_REPLY cut short", Message(6, Zeros(8)) },
        { "FEATURES_REPLY of another datapath", Hex(RawSwitch.Features(0xbad)) },
        { "HELLO again", Message(0) },
        { "HELLO again, element of length 0", Message(0, "0001000000000010") },
        { "HELLO again, of 1.5", "06000010000000010001000800000060" },
        { "multipart of 8 bytes", Message(19) },
        { "multipart of 12 bytes", Message(19, Zeros(4)) },
        { "flows, entry of length 0", Multipart(1, Zeros(8)) },
        { "flows, entry of length 1", Multipart(1, "0001" + Zeros(6)) },
        { "flows, entry past the end", Multipart(1, "ffff" + Zeros(60)) },
        { "flows, match of length 0", Multipart(1, "0038" + Zeros(54)) },
        { "flows, instruction of length 0", Multipart(1, "0040" + Zeros(46) + "0001000400000000" + Zeros(8)) },
        { "flows, action of length 0", Multipart(1, "0048" + Zeros(46) + "0001000400000000" + "0004001000000000" + Zeros(8)) },
        { "flows, action of length 4", Multipart(1, "0048" + Zeros(46) + "0001000400000000" + "0004001000000000" + "0000000400000000") },
        { "ports, cut short", Multipart(13, Zeros(40)) },
        { "table features of length 0", Multipart(12, Zeros(64)) },
        { "groups of length 0", Multipart(6, Zeros(40)) },
        { "buckets of length 0", Multipart(7, "0010000000000001" + Zeros(8)) },
        { "meters of length 0", Multipart(9, Zeros(40)) },
        { "bands of length 0", Multipart(10, "0010" + Zeros(14)) },
        { "queues, cut short", Multipart(5, Zeros(39)) },
        { "description, cut short", Multipart(0, Zeros(100)) },
        { "multipart of an unknown type", Multipart(0x7777, Zeros(9)) },
        { "multipart of an experimenter, cut short", Multipart(0xffff, "0000") },
        { "queue configuration, queue of length 0", Message(23, Zeros(24)) },
        { "BARRIER_REPLY nobody awaits", Message(21) },
        { "BARRIER_REPLY too long", Message(21, "00") },
        { "ECHO_REPLY nobody awaits", Message(3, Zeros(65527)) },
        { "ROLE_REPLY nobody awaits", Message(25, Zeros(16)) },
        { "ROLE_REPLY cut short", Message(25, Zeros(3)) },
        { "GET_ASYNC_REPLY cut short", Message(27, Zeros(5)) },
        { "PACKET_OUT from a switch, action of length 0", Message(13, "ffffffff000000010008" + Zeros(14)) },
        { "FLOW_MOD from a switch", Message(14, Zeros(48)) },
        { "GROUP_MOD from a switch, bucket of length 0", Message(15, Zeros(24)) },
        { "METER_MOD from a switch, band of length 0", Message(29, Zeros(16)) },
        { "MULTIPART_REQUEST from a switch", Message(18, "000c000000000000" + Zeros(64)) },
        { "FEATURES_REQUEST from a switch", Message(5) },
        { "EXPERIMENTER cut short", Message(4, "00") },
        { "EXPERIMENTER of nobody", Message(4, "deadbeef00000001" + Zeros(30)) },
        { "an unknown type", Message(255, Zeros(50)) },
    };

    /// <summary>Frames in a PACKET_IN.</summary>
    public static TheoryData<string, string> Frames
    {
        get
        {
            var whole = RawSwitch.Frame(RawSwitch.Broadcast, RawSwitch.A);
            var cases = new TheoryData<string, string>();
            for (var size = 0; size < 14; size++) cases.Add($"{size} bytes", Hex(whole[..size]));
            void Add(string what, ulong destination, ulong source, ushort type, string payload) =>
                cases.Add(what, Hex(RawSwitch.Frame(destination, source, type, 14)) + payload);
            Add("ARP cut short", RawSwitch.Broadcast, RawSwitch.A, 0x0806, "0001");
            Add("IPv4 cut short", RawSwitch.B, RawSwitch.A, 0x0800, "45");
            Add("IPv4 with a header longer than the packet", RawSwitch.B, RawSwitch.A, 0x0800, "4f" + Zeros(19));
            Add("IPv6 cut short", RawSwitch.B, RawSwitch.A, 0x86dd, "60");
            Add("LLDP cut short", 0x0180c200000e, RawSwitch.A, 0x88cc, "02");
            Add("LLDP with a value past the end", 0x0180c200000e, RawSwitch.A, 0x88cc, "03ff");
            Add("a tag cut short", RawSwitch.B, RawSwitch.A, 0x8100, "00");
            Add("nothing behind the tag", RawSwitch.B, RawSwitch.A, 0x8100, "0005");
            Add("50 tags", RawSwitch.B, RawSwitch.A, 0x8100, string.Concat(Enumerable.Repeat("00058100", 49)) + "00050800");
            Add("50 tags and nothing", RawSwitch.B, RawSwitch.A, 0x8100, string.Concat(Enumerable.Repeat("00058100", 49)));
            Add("16,000 tags", RawSwitch.B, RawSwitch.A, 0x8100, string.Concat(Enumerable.Repeat("00058100", 16000)));
            Add("from a group", RawSwitch.B, 0x01005e000001, 0x0800, Zeros(46));
            Add("from everybody", RawSwitch.B, RawSwitch.Broadcast, 0x0800, Zeros(46));
            Add("from nobody", RawSwitch.B, 0, 0x0800, Zeros(46));
            Add("to its sender", RawSwitch.A, RawSwitch.A, 0x0800, Zeros(46));
            Add("64 KiB", RawSwitch.B, RawSwitch.A, 0x0800, Zeros(65400));
            Add("MPLS cut short", RawSwitch.B, RawSwitch.A, 0x8847, "000000");
            return cases;
        }
    }

    private static string Zeros(int size) => new('0', 2 * size);

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes);

    private static string Message(byte type, string body = "") => Hex(RawSwitch.Message(type, Convert.FromHexString(body)));

    private static string Multipart(ushort type, string body) => Message(RawSwitch.MultipartReply, $"{type:x4}000000000000{body}");
}
