using OvsCtl.Integration.Tests.Support;
using OvsCtl.Testing;

namespace OvsCtl.Integration.Tests;

/// <summary>Every lab that comes with the product, the way run.sh runs it.</summary>
public sealed class ShippedLabTests
{
    public static TheoryData<string> Names() => [.. Labs.All.Select(f => Path.GetRelativePath(Labs.Directory, f))];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Shipped_lab_runs_and_all_its_checks_hold(string name)
    {
        if (Sandbox.SkipReason is { } reason) Assert.Skip(reason);
        var before = await Machine.SnapshotAsync();

        var run = (await Programs.RunAsync(Programs.OvsCtl, ["lab", "run", Path.Combine(Labs.Directory, name)])).Ends(0);

        Assert.Contains(" ok, 0 failed", run.Out, StringComparison.Ordinal);
        Assert.Contains($"lab {Path.GetFileNameWithoutExtension(name)} is down", run.Out, StringComparison.Ordinal);
        Assert.Equal(before, await Machine.SnapshotAsync());
    }
}
