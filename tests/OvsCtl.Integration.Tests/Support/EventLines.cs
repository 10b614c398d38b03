using System.Diagnostics;

namespace OvsCtl.Integration.Tests.Support;

/// <summary>The lines that a program writes, as they come; disposing of it ends the program.</summary>
internal sealed class EventLines : IDisposable
{
    private readonly Process _program;
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];

    public EventLines(Process program)
    {
        _program = program;
        program.OutputDataReceived += (_, line) =>
        {
            lock (_gate)
            {
                if (line.Data is not null) _lines.Add(line.Data);
            }
        };
        program.BeginOutputReadLine();
    }

    public int Count
    {
        get
        {
            lock (_gate) return _lines.Count;
        }
    }

    public IReadOnlyList<string> After(int count)
    {
        lock (_gate) return [.. _lines.Skip(count)];
    }

    public void Dispose()
    {
        _program.Kill();
        _program.WaitForExit();
        _program.Dispose();
    }
}
