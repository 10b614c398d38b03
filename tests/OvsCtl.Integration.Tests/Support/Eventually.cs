namespace OvsCtl.Integration.Tests.Support;

/// <summary>Waits for what other programs do, which nobody tells us about.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        var deadline = Task.Delay(Patience, TestContext.Current.CancellationToken);
        while (!await condition())
        {
            Assert.False(deadline.IsCompleted, $"waited {Patience.TotalSeconds} s in vain: {what}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public static Task TrueAsync(Func<bool> condition, string what) => TrueAsync(() => Task.FromResult(condition()), what);

    public static async Task EqualAsync(string expected, Func<Task<string>> actual)
    {
        var last = "";
        var deadline = Task.Delay(Patience, TestContext.Current.CancellationToken);
        while ((last = await actual()) != expected && !deadline.IsCompleted) await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.Equal(expected, last);
    }
}
