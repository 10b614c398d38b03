using OvsCtl.Controller.Checks;

namespace OvsCtl.Controller.Tests.Checks;

public sealed class IcmpEchoTests
{
    // An IPv4 header without options, protocol 1, as raw sockets deliver it (RFC 791 §3.1).
    private const string Ip = "45000054abcd00004001b6d9ac100a05ac100a01";

    [Fact]
    public void Request_has_a_checksum_that_sums_to_zero()
    {
        var packet = IcmpEcho.Request(isV6: false, id: 0x1234, sequence: 7);
        Assert.Equal("0800e5c412340007", Convert.ToHexStringLower(packet)[..16]);
        Assert.Equal(IcmpEcho.Size, packet.Length);
    }

    [Fact]
    public void Reply_to_this_request_is_recognised() =>
        Assert.Equal(IcmpAnswer.Reply, Read(Ip + "0000edc412340007", out _));

    [Theory]
    [InlineData(Ip + "0000edc412340008")] // another sequence number
    [InlineData(Ip + "0000edc499990007")] // another process
    [InlineData(Ip + "0800e5c412340007")] // our own request, seen on lo
    [InlineData("45")]
    [InlineData("4f000054")]
    [InlineData("")]
    public void Anything_else_is_passed_over(string hex) => Assert.Equal(IcmpAnswer.None, Read(hex, out _));

    [Theory]
    [InlineData("0300", (int)IcmpAnswer.Unreachable, "Destination Net Unreachable")]
    [InlineData("0301", (int)IcmpAnswer.Unreachable, "Destination Host Unreachable")]
    [InlineData("0303", (int)IcmpAnswer.Unreachable, "Destination Port Unreachable")]
    [InlineData("030d", (int)IcmpAnswer.Unreachable, "Packet filtered")]
    [InlineData("0b00", (int)IcmpAnswer.TimeExceeded, "Time to live exceeded")]
    public void Error_about_this_request_is_recognised(string typeAndCode, int expected, string text)
    {
        Assert.Equal(expected, (int)Read($"{Ip}{typeAndCode}000000000000{Ip}0800e5c412340007", out var said));
        Assert.Equal(text, said);
    }

    [Fact]
    public void Error_about_another_packet_is_passed_over() =>
        Assert.Equal(IcmpAnswer.None, Read($"{Ip}0301000000000000{Ip}0800e5c412340008", out _));

    [Fact]
    public void No_prefix_of_an_error_is_read_past_its_end()
    {
        var whole = Convert.FromHexString($"{Ip}0301000000000000{Ip}0800e5c412340007");
        for (var length = 0; length < whole.Length; length++)
            Assert.Equal(IcmpAnswer.None, IcmpEcho.Read(whole.AsSpan(0, length), isV6: false, 0x1234, 7, out _));
    }

    [Fact]
    public void V6_replies_come_without_an_IP_header() =>
        Assert.Equal(IcmpAnswer.Reply, IcmpEcho.Read(Convert.FromHexString("8100000012340007"), isV6: true, 0x1234, 7, out _));

    private static IcmpAnswer Read(string hex, out string? text) => IcmpEcho.Read(Convert.FromHexString(hex), isV6: false, 0x1234, 7, out text);
}
