using OvsCtl.Testing;

namespace OvsCtl.Ovsdb.Tests;

/// <summary>What others may build on is changed on purpose only.</summary>
public sealed class PublicApiTests
{
    // The generated rows are all alike: their tables are the schema's.
    [Fact]
    public void The_public_surface_is_the_one_on_record() => Assert.Null(PublicSurface.FindChange(typeof(OvsdbConnection).Assembly, "OvsCtl.Ovsdb.Tests", isByNameOnly: type => type.IsNested && type.Name == "Columns"));
}
