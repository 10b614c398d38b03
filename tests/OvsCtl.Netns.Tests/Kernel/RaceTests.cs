namespace OvsCtl.Netns.Tests.Kernel;

/// <summary>Tables that change while they are read, namespaces that come and go meanwhile.</summary>
[Collection(SandboxCollection.Name)]
public sealed class RaceTests
{
    [Fact]
    public async Task Table_that_changes_while_it_is_read_is_still_read_whole()
    {
        using var red = new TestNamespace();
        using var route = red.Namespace.OpenRouteSocket();
        var stable = route.NewBatch();
        for (var i = 0; i < 60; i++) stable.AddBridge($"stable{i}");
        stable.Commit();
        using var stop = new CancellationTokenSource();
        using var other = red.Namespace.OpenRouteSocket();
        var churn = Task.Run(
            () =>
            {
                while (!stop.IsCancellationRequested) other.NewBatch().AddBridge("a").DeleteLink("stable7").AddBridge("stable7").DeleteLink("a").Commit();
            },
            TestContext.Current.CancellationToken);
        for (var round = 0; round < 100; round++)
        {
            // Interrupted dumps are read again; a table that never holds still is given up on, with EINTR.
            try
            {
                var names = route.GetLinks().Select(link => link.Name).ToList();
                Assert.Equal(names.Distinct().Count(), names.Count);
                Assert.Equal(59, names.Count(name => name.StartsWith("stable", StringComparison.Ordinal) && name != "stable7"));
            }
            catch (NetlinkException e) when (e.ErrnoName == "EINTR")
            {
                Assert.Contains("kept changing", e.KernelMessage, StringComparison.Ordinal);
            }
        }

        await stop.CancelAsync();
        await churn;
    }

    [Fact]
    public async Task Names_that_come_and_go_disturb_neither_lists_nor_watchers_of_processes()
    {
        Sandbox.Require();
        using var stop = new CancellationTokenSource();
        var churn = Enumerable.Range(0, 3).Select(worker => Task.Run(
            () =>
            {
                for (var i = 0; !stop.IsCancellationRequested; i++)
                {
                    NamedNamespaces.Create($"churn-{worker}-{i}");
                    NamedNamespaces.Delete($"churn-{worker}-{i}");
                }
            },
            TestContext.Current.CancellationToken)).ToArray();
        using var here = NetworkNamespace.OpenCurrent();
        for (var round = 0; round < 100; round++)
        {
            Assert.All(NamedNamespaces.List(), entry => Assert.StartsWith("churn-", entry.Name, StringComparison.Ordinal));
            Assert.Empty(NamedNamespaces.Identify(here));
            Assert.Contains(Environment.ProcessId, ProcessTable.InNamespace(here.Inode));
        }

        await stop.CancelAsync();
        await Task.WhenAll(churn);
        Assert.Empty(NamespaceExec.ThreadsOutsideNamespace());
    }
}
