using OvsCtl.Testing;

namespace OvsCtl.Netns.Tests;

/// <summary>What others may build on is changed on purpose only.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_one_on_record() => Assert.Null(PublicSurface.FindChange(typeof(RouteSocket).Assembly, "OvsCtl.Netns.Tests"));
}
