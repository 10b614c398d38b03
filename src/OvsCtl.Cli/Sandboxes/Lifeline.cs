using System.Globalization;
using System.IO.Pipes;

namespace OvsCtl.Cli.Sandboxes;

/// <summary>
/// The inner end of the lifeline, read by a thread of its own that nothing else can starve. As the first process of its PID namespace,
/// this process takes everything with it when it ends.
/// </summary>
internal sealed class Lifeline : IDisposable
{
    private readonly CancellationTokenSource _terminating = new();
    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _outsidePid = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly AnonymousPipeClientStream _pipe;

    private Lifeline(AnonymousPipeClientStream pipe) => _pipe = pipe;

    /// <summary>Cancelled when the outer process was asked to end.</summary>
    public CancellationToken Terminating => _terminating.Token;

    /// <summary>Completes when <see cref="Terminating"/> is cancelled.</summary>
    public Task Terminated => _terminated.Task;

    /// <summary>The process id by which the outside knows this process.</summary>
    public Task<int> OutsidePid => _outsidePid.Task;

    public static Lifeline Hold(string pipeHandle)
    {
        var lifeline = new Lifeline(new AnonymousPipeClientStream(PipeDirection.In, pipeHandle));
        new Thread(lifeline.Read) { IsBackground = true, Name = "lifeline" }.Start();
        return lifeline;
    }

    public void Dispose() => _terminating.Dispose();

    private void Read()
    {
        using var reader = new StreamReader(_pipe);
        while (reader.ReadLine() is { } line) Receive(line);
        // The outer process is gone, and nobody is left to clean up for: the kernel does it when this process ends.
        Environment.Exit(ExitCode.Failed);
    }

    private void Receive(string line)
    {
        if (line == LifelineHolder.TerminateMessage)
        {
            _terminated.TrySetResult();
            _terminating.Cancel();
        }
        else if (line.StartsWith(LifelineHolder.PidPrefix, StringComparison.Ordinal))
        {
            _outsidePid.TrySetResult(int.Parse(line.AsSpan(LifelineHolder.PidPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture));
        }
    }
}
