using System.Text;
using OvsCtl.OpenFlow.Tests.Support;

namespace OvsCtl.OpenFlow.Tests.Channel;

public sealed class HandshakeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: controller\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n")]
    public async Task Another_protocol_is_turned_away_at_its_first_bytes(string bytes)
    {
        var (end, peer) = DuplexStream.CreatePair();
        await using var _ = peer;
        var handshake = OpenFlowConnection.HandshakeAsync(end, new OpenFlowConnectionOptions(), null, Ct);

        await peer.WriteAsync(Encoding.Latin1.GetBytes(bytes), Ct);

        await Assert.ThrowsAsync<OpenFlowProtocolException>(() => handshake);
    }

    [Fact]
    public async Task A_silent_peer_is_turned_away_when_its_time_is_up()
    {
        var (end, peer) = DuplexStream.CreatePair();
        await using var _ = peer;

        var error = await Assert.ThrowsAsync<OpenFlowProtocolException>(() =>
            OpenFlowConnection.HandshakeAsync(end, new OpenFlowConnectionOptions { HandshakeTimeout = TimeSpan.FromMilliseconds(50) }, null, Ct));

        Assert.Contains("handshake", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_that_says_hello_and_nothing_more_is_turned_away_too()
    {
        var (end, peer) = DuplexStream.CreatePair();
        await using var _ = peer;
        await peer.WriteAsync(Bytes.Encode(Hello.For(4)), Ct);

        await Assert.ThrowsAsync<OpenFlowProtocolException>(() =>
            OpenFlowConnection.HandshakeAsync(end, new OpenFlowConnectionOptions { HandshakeTimeout = TimeSpan.FromMilliseconds(50) }, null, Ct));
    }

    [Fact]
    public async Task A_peer_that_hangs_up_is_reported_as_gone()
    {
        var (end, peer) = DuplexStream.CreatePair();
        await peer.DisposeAsync();

        await Assert.ThrowsAsync<OpenFlowDisconnectedException>(() => OpenFlowConnection.HandshakeAsync(end, new OpenFlowConnectionOptions(), null, Ct));
    }

    [Theory]
    [InlineData("0400001000000001 0001000800000012", true)] // 1.0 and 1.3
    [InlineData("0600001000000001 0001000800000052", true)] // 1.0, 1.3 and 1.5
    [InlineData("0f00001800000001 0001000c 0000001000000001", true)] // a second word, and a version of the future
    [InlineData("0500000800000001", true)] // no bitmap: the lower of the two versions
    [InlineData("0600001000000001 0001000800000060", false)] // 1.4 and 1.5
    [InlineData("0100000800000001", false)] // 1.0 without bitmap
    public async Task The_version_is_negotiated_by_bitmap_or_by_the_lower_number(string hello, bool isAccepted)
    {
        var (end, peer) = DuplexStream.CreatePair();
        await using var _ = peer;
        var handshake = OpenFlowConnection.HandshakeAsync(end, new OpenFlowConnectionOptions(), null, Ct);
        var hex = hello.Replace(" ", "", StringComparison.Ordinal);
        await peer.WriteAsync(Convert.FromHexString(hex.PadRight(Convert.ToInt32(hex[4..8], 16) * 2, '0')), Ct);

        var answer = new byte[16 + 8];
        await peer.ReadExactlyAsync(answer, Ct);

        Assert.Equal(isAccepted ? MessageType.FeaturesRequest : MessageType.Error, (MessageType)answer[17]);
        if (!isAccepted) await Assert.ThrowsAsync<OpenFlowProtocolException>(() => handshake);
        await peer.DisposeAsync();
        if (isAccepted) await Assert.ThrowsAsync<OpenFlowDisconnectedException>(() => handshake);
    }

    [Theory]
    [InlineData("0400001000000001 0001000000000012")] // zero length
    [InlineData("0400001000000001 0001000300000012")] // shorter than its own header
    [InlineData("0400001000000001 0001000900000012")] // past the end
    public async Task A_hello_element_with_a_bad_length_is_a_protocol_error(string hello)
    {
        var (end, peer) = DuplexStream.CreatePair();
        await using var _ = peer;
        var handshake = OpenFlowConnection.HandshakeAsync(end, new OpenFlowConnectionOptions(), null, Ct);

        await peer.WriteAsync(Convert.FromHexString(hello.Replace(" ", "", StringComparison.Ordinal)), Ct);

        await Assert.ThrowsAsync<OpenFlowProtocolException>(() => handshake);
    }
}
