namespace OvsCtl.Controller.Tests;

/// <summary>Whoever shares system calls between the processors hears of their failure as if it had made them by itself.</summary>
public sealed class ManyCallsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void One_call_of_many_that_fails_fails_all_by_its_own_exception(int count) =>
        Assert.Throws<TimeoutException>(() => ManyCalls.Run(count, i =>
        {
            if (i == count - 1) throw new TimeoutException();
        }));

    [Fact]
    public void One_of_two_that_fails_fails_both_by_its_own_exception()
    {
        Assert.Throws<TimeoutException>(() => ManyCalls.RunBoth(() => throw new TimeoutException(), () => { }));
        Assert.Throws<TimeoutException>(() => ManyCalls.RunBoth(() => { }, () => throw new TimeoutException()));
    }
}
