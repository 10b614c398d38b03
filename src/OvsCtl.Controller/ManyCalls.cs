using System.Runtime.ExceptionServices;

namespace OvsCtl.Controller;

/// <summary>Many short blocking system calls of which none needs another's result, shared between the processors.</summary>
internal static class ManyCalls
{
    // Below this many a second thread costs more than it saves.
    private const int WorthSharing = 8;

    /// <summary>Calls <paramref name="body"/> with each index below <paramref name="count"/>, and throws what one of them threw.</summary>
    public static void Run(int count, Action<int> body)
    {
        if (count < WorthSharing)
        {
            for (var i = 0; i < count; i++) body(i);
            return;
        }

        Unwrapped(() => Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, body));
    }

    /// <summary>Calls both, and throws what one of them threw.</summary>
    public static void RunBoth(Action one, Action other) => Unwrapped(() => Parallel.Invoke(one, other));

    private static void Unwrapped(Action body)
    {
        try
        {
            body();
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
