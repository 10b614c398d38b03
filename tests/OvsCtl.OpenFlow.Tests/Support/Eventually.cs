namespace OvsCtl.OpenFlow.Tests.Support;

internal static class Eventually
{
    /// <summary>Waits for something no event tells of; fails after a time no healthy machine needs.</summary>
    public static async Task TrueAsync(Func<bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (!condition()) await Task.Delay(5, limit.Token);
    }
}
