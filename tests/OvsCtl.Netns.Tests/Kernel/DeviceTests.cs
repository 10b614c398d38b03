namespace OvsCtl.Netns.Tests.Kernel;

[Collection(SandboxCollection.Name)]
public sealed class DeviceTests
{
    [Fact]
    public async Task Features_are_those_that_ethtool_shows_and_sets()
    {
        using var red = new TestNamespace();
        using var route = red.Namespace.OpenRouteSocket();
        route.NewBatch().AddVeth(new VethEnd { Name = "a" }, new VethEnd { Name = "b" }).Commit();
        var features = Ethtool.GetFeatures(red.Namespace, "a").ToDictionary(feature => feature.Name);
        Assert.True(features["tx-checksum-ip-generic"].IsOn);
        Assert.False(features["tx-checksum-ip-generic"].IsFixed);
        Ethtool.SetFeatures(red.Namespace, "a", new Dictionary<string, bool> { ["tx-checksum-ip-generic"] = false, ["tx-generic-segmentation"] = false });
        var shown = await Sandbox.RunAsync("ip", "netns", "exec", red.Name, "ethtool", "-k", "a");
        Assert.Contains("tx-checksum-ip-generic: off", shown, StringComparison.Ordinal);
        Assert.Contains("generic-segmentation-offload: off", shown, StringComparison.Ordinal);
        await Sandbox.RunAsync("ip", "netns", "exec", red.Name, "ethtool", "-K", "a", "tx-checksum-ip-generic", "on");
        Assert.True(Assert.Single(Ethtool.GetFeatures(red.Namespace, "a"), feature => feature.Name == "tx-checksum-ip-generic").IsOn);
        foreach (var feature in features.Values.Where(feature => feature.IsFixed && feature.Name != "loopback"))
        {
            if (shown.Contains($"{feature.Name}: ", StringComparison.Ordinal)) Assert.Matches($"{feature.Name}: (on|off) \\[fixed\\]", shown);
        }

        Assert.Throws<ArgumentException>(() => Ethtool.SetFeatures(red.Namespace, "a", new Dictionary<string, bool> { ["no-such-feature"] = true }));
        Assert.Equal("ENODEV", Assert.Throws<NativeException>(() => Ethtool.GetFeatures(red.Namespace, "missing")).ErrnoName);
    }

    [Fact]
    public async Task Tap_carries_frames_between_its_two_ends()
    {
        using var red = new TestNamespace();
        using var route = red.Namespace.OpenRouteSocket();
        using (var handle = TunTap.Open(red.Namespace, "tap7", tap: true))
        {
            Assert.Equal("tun", route.FindLink("tap7")?.Kind);
            route.NewBatch().SetLink("tap7", up: true, mac: [2, 0, 0, 0, 0, 7]).Commit();
            byte[] frame = [2, 0, 0, 0, 0, 7, 2, 0, 0, 0, 0, 8, 0x88, 0xb5, .. new byte[46]];
            using var stream = new FileStream(handle, FileAccess.Write, bufferSize: 0);
            await stream.WriteAsync(frame, TestContext.Current.CancellationToken);
            Assert.Equal((1ul, 60ul), (route.FindLink("tap7")?.Statistics?.ReceivedPackets, route.FindLink("tap7")?.Statistics?.ReceivedBytes));
        }

        Assert.Null(route.FindLink("tap7"));
        TunTap.Create(red.Namespace, "tun8", tap: false);
        Assert.Contains("tun8: tun", await Sandbox.RunAsync("ip", "-n", red.Name, "tuntap", "list"), StringComparison.Ordinal);
        route.NewBatch().DeleteLink("tun8").Commit();
        Assert.Throws<ArgumentException>(() => TunTap.Create(red.Namespace, "a/b", tap: true));
    }

    [Fact]
    public void Sysctls_are_put_back_by_what_writing_them_returned()
    {
        using var red = new TestNamespace();
        using var route = red.Namespace.OpenRouteSocket();
        route.NewBatch().AddVeth(new VethEnd { Name = "eth0.1" }, new VethEnd { Name = "b" }).Commit();
        const string Forward = "net.ipv4.ip_forward", OfLink = "net/ipv4/conf/eth0.1/proxy_arp";
        var ns = red.Namespace;
        ns.WriteSysctl(Forward, "0");
        var old = ns.WriteSysctls([new(Forward, "1"), new(OfLink, "1"), new("net.ipv4.ip_nonlocal_bind", ns.ReadSysctl("net.ipv4.ip_nonlocal_bind"))]);
        Assert.Equal([new(OfLink, "0"), new(Forward, "0")], old);
        Assert.Equal(("1", "1"), (ns.ReadSysctl(Forward), ns.ReadSysctl(OfLink)));
        ns.WriteSysctls(old);
        Assert.Equal(("0", "0"), (ns.ReadSysctl(Forward), ns.ReadSysctl(OfLink)));
        Assert.Throws<NativeException>(() => ns.WriteSysctls([new(Forward, "1"), new("net.ipv4.nonsense", "1")]));
        Assert.Equal("0", ns.ReadSysctl(Forward));
    }
}
