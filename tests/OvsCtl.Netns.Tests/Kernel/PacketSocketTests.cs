namespace OvsCtl.Netns.Tests.Kernel;

/// <summary>Frames as an interface sees them; python sends them.</summary>
[Collection(SandboxCollection.Name)]
public sealed class PacketSocketTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Frames_come_with_their_direction_time_and_vlan_tag()
    {
        using var red = new TestNamespace();
        using var route = red.Namespace.OpenRouteSocket();
        route.NewBatch().AddVeth(new VethEnd { Name = "a", IfIndex = 50, Up = true }, new VethEnd { Name = "b", IfIndex = 51 }).SetLink("b", up: true).Commit();
        using var near = PacketSocket.Open(red.Namespace, 50);
        using var far = PacketSocket.Open(red.Namespace, 51);
        Assert.Contains("promiscuity 1", await Sandbox.RunAsync("ip", "-n", red.Name, "-d", "link", "show", "b"), StringComparison.Ordinal);

        const string Tagged = "02000000000202000000000181006007" + "88b5" + "0102030405060708";
        var before = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;
        await Sandbox.RunAsync("ip", "netns", "exec", red.Name, "python3", "-c", $"import socket; s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW); s.bind(('a', 0)); s.send(bytes.fromhex('{Tagged}'))");

        Assert.Equal((Tagged, 26, true), Find(near, before));
        Assert.Equal((Tagged, 26, false), Find(far, before));
        Assert.Equal(0u, far.ReadDropCount());
    }

    [Fact]
    public void What_cannot_be_captured_says_why()
    {
        using var red = new TestNamespace();
        Assert.Equal(19, Assert.Throws<NativeException>(() => PacketSocket.Open(red.Namespace, 4000)).Errno);
        Assert.Throws<ArgumentOutOfRangeException>(() => PacketSocket.Open(red.Namespace, 0));
    }

    // The kernel's own frames (IPv6, multicast) come too.
    private static (string Hex, int Length, bool IsOutgoing) Find(PacketSocket socket, long before)
    {
        while (socket.TryReceive(Patience, out var frame))
        {
            if (frame.Data is not [2, 0, 0, 0, 0, 2, ..]) continue;
            var after = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;
            Assert.InRange(frame.Nanoseconds, before, after + 100);
            return (Convert.ToHexStringLower(frame.Data), frame.Length, frame.IsOutgoing);
        }

        throw new TimeoutException("the frame did not come");
    }
}
