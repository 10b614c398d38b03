using OvsCtl.Cli.Captures;

namespace OvsCtl.Cli.Tests.Captures;

public sealed class FrameSummaryTests
{
    public static TheoryData<byte[], string> Known() => new()
    {
        { Frames.Arp, "ARP who has 10.0.0.2? tell 10.0.0.1" },
        { Frames.ArpReply, "ARP 10.0.0.2 is at 02:00:00:00:00:02" },
        { Frames.Echo, "10.0.0.1 > 10.0.0.2 ICMP echo request id 4660 seq 5" },
        { Frames.Tcp, "10.0.0.1:40000 > 10.0.0.2:80 TCP [SYN] seq 1 win 512 length 0" },
        { Frames.Udp, "10.0.0.2:53 > 192.0.2.1:54321 UDP length 4" },
        { Frames.Fragment, "10.0.0.1 > 10.0.0.2 fragment of protocol 17" },
        { Frames.Tagged, "vlan 7 10.0.0.1 > 10.0.0.2 ICMP echo request id 4660 seq 5" },
        { Frames.Echo6, "fd00::1 > fd00::2 ICMPv6 echo request id 4660 seq 7" },
        { Convert.FromHexString("02000000000202000000000188cc00"), "02:00:00:00:00:01 > 02:00:00:00:00:02 type 0x88cc" },
        { [1, 2, 3], "a broken frame" },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void A_frame_is_said_in_a_line(byte[] frame, string line) => Assert.Equal(line, FrameSummary.Of(FrameHeaders.Read(frame)));

    [Fact]
    public void Frames_that_are_cut_off_or_damaged_are_said_all_the_same()
    {
        var random = new Random(7);
        foreach (var row in Known())
        {
            var frame = row.Data.Item1;
            for (var size = 0; size <= frame.Length; size++) Assert.NotEqual("", FrameSummary.Of(FrameHeaders.Read(frame.AsSpan(0, size))));
            for (var i = 0; i < 2000; i++)
            {
                var damaged = frame.ToArray();
                for (var n = random.Next(1, 4); n > 0; n--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                Assert.NotEqual("", FrameSummary.Of(FrameHeaders.Read(damaged)));
            }
        }
    }
}
