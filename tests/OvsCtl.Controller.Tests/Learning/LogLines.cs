using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using OvsCtl.Controller.Learning;

namespace OvsCtl.Controller.Tests.Learning;

/// <summary>A log that a test can read.</summary>
internal sealed class LogLines : ILogger<LearningController>
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) Lines.Enqueue(formatter(state, exception));
    }
}
