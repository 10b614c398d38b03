using System.Runtime.CompilerServices;
using OvsCtl.Netns.Interop;
using OvsCtl.Netns.Messages;
using OvsCtl.Netns.Namespaces;

namespace OvsCtl.Netns.Tests;

public sealed class InteropTests
{
    [Fact]
    public void Structures_have_the_sizes_of_the_headers()
    {
        Assert.Equal(NetlinkHeader.Size, Unsafe.SizeOf<NetlinkHeader>());
        Assert.Equal(IfInfoMsg.Size, Unsafe.SizeOf<IfInfoMsg>());
        Assert.Equal(IfAddrMsg.Size, Unsafe.SizeOf<IfAddrMsg>());
        Assert.Equal(RtMsg.Size, Unsafe.SizeOf<RtMsg>());
        Assert.Equal(NdMsg.Size, Unsafe.SizeOf<NdMsg>());
        Assert.Equal(FibRuleHdr.Size, Unsafe.SizeOf<FibRuleHdr>());
        Assert.Equal(TcMsg.Size, Unsafe.SizeOf<TcMsg>());
        Assert.Equal(12, Unsafe.SizeOf<TcRateSpec>());
        Assert.Equal(36, Unsafe.SizeOf<TcTbfQopt>());
        Assert.Equal(24, Unsafe.SizeOf<TcNetemQopt>());
        Assert.Equal(16, Unsafe.SizeOf<IfaCacheInfo>());
        Assert.Equal(80, Unsafe.SizeOf<RtnlLinkStats64>());
        Assert.Equal(12, Unsafe.SizeOf<SockAddrNl>());
        Assert.Equal(16, Unsafe.SizeOf<TimeVal>());
        Assert.Equal(40, Unsafe.SizeOf<IfReq>());
        Assert.Equal(8, Unsafe.SizeOf<PollFd>());
        Assert.Equal(128, Unsafe.SizeOf<SigInfo>());
        Assert.Equal(128, Unsafe.SizeOf<SigSet>());
        Assert.Equal(256, Unsafe.SizeOf<StatX>());
        Assert.Equal(120, Unsafe.SizeOf<StatFs>());
        Assert.True(Unsafe.SizeOf<PosixSpawn.FileActions>() >= 80);
        Assert.True(Unsafe.SizeOf<PosixSpawn.Attributes>() >= 336);
    }

    [Theory]
    [InlineData("net.ipv4.ip_forward", "/proc/sys/net/ipv4/ip_forward")]
    [InlineData("net/ipv4/conf/eth0.1/forwarding", "/proc/sys/net/ipv4/conf/eth0.1/forwarding")]
    [InlineData("net.ipv4.conf.eth0/1.forwarding", "/proc/sys/net/ipv4/conf/eth0.1/forwarding")]
    public void Sysctl_names_become_paths_as_sysctl_does_it(string name, string path) => Assert.Equal(path, Sysctl.ToPath(name));

    [Theory]
    [InlineData("")]
    [InlineData("kernel.hostname")]
    [InlineData("net/../kernel/hostname")]
    [InlineData("net.ipv4.")]
    [InlineData("/net/ipv4/ip_forward")]
    public void Sysctl_outside_of_net_is_refused(string name)
    {
        var error = Assert.Throws<ArgumentException>(() => Sysctl.ToPath(name));
        Assert.Contains("net.ipv4.ip_forward", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a\0b")]
    public void Invalid_namespace_name_is_refused_and_says_what_is_allowed(string name)
    {
        var error = Assert.Throws<ArgumentException>(() => NamedNamespaces.ValidateName(name));
        Assert.Contains("without '/'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Namespace_name_is_limited_in_bytes_not_in_characters()
    {
        NamedNamespaces.ValidateName(new string('x', 255));
        Assert.Throws<ArgumentException>(() => NamedNamespaces.ValidateName(new string('é', 128)));
    }

    [Fact]
    public void Own_privileges_are_those_in_proc()
    {
        Assert.Equal(Environment.IsPrivilegedProcess, Privileges.EffectiveUid == 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => Privileges.HasCapability(64));
    }

    [Fact]
    public void Only_the_first_pid_namespace_is_the_host()
    {
        Assert.True(Mounts.IsHost("pid:[4026531836]"));
        Assert.False(Mounts.IsHost("pid:[4026532187]"));
    }
}
