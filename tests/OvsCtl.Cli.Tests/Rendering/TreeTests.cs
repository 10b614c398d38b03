namespace OvsCtl.Cli.Tests.Rendering;

public sealed class TreeTests
{
    [Theory]
    [InlineData(80, "├── eth0 <-> v-net-0  172.16.10.1/24  02:00:00:00:00:01\n└── lo\n")]
    [InlineData(40, "├── eth0 <-> v-net-0  172.16.10.1/24\n│   02:00:00:00:00:01\n└── lo\n")]
    [InlineData(20, "├── eth0 <-> v-net-0\n│   172.16.10.1/24\n│   02:00:00:00:00:0\n│   1\n└── lo\n")]
    public void What_does_not_fit_goes_on_under_its_guide(int width, string expected) =>
        Assert.Equal("host red\n" + expected, Rendered.Page(page => page.Tree("host red", ["eth0 <-> v-net-0  172.16.10.1/24  02:00:00:00:00:01", "lo"]), width));
}
