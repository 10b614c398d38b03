using OvsCtl.Api.V1;

namespace OvsCtl.Cli.Terminal;

/// <summary>
/// One line that says which phase is under way. It appears when the work has taken 300 ms: what is over sooner needs no telling.
/// </summary>
internal sealed class PhaseProgress : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    private readonly TextWriter? _error;
    private readonly Timer _timer;
    private readonly Lock _lock = new();
    private string _text = "";
    private int _drawnLength;
    private bool _isShown;
    private string _phase = "";
    private uint _stepCount;
    private uint _doneCount;

    public PhaseProgress(CliTerminal terminal)
    {
        _error = terminal.ShowsProgress ? terminal.Error : null;
        _timer = new Timer(_ => Show(), null, Patience, Timeout.InfiniteTimeSpan);
    }

    public void Begin(Phase phase)
    {
        (_phase, _stepCount, _doneCount) = (phase.Name, phase.StepCount, 0);
        Update();
    }

    public void StepDone()
    {
        _doneCount++;
        Update();
    }

    /// <summary>Takes the line away so that something else can be written.</summary>
    public void Clear()
    {
        lock (_lock) Draw("");
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_lock)
        {
            Draw("");
            _isShown = false;
        }
    }

    private void Update()
    {
        lock (_lock)
        {
            _text = _phase.Length == 0 ? "" : $"{_phase} {_doneCount}/{_stepCount}";
            Draw(_text);
        }
    }

    private void Show()
    {
        lock (_lock)
        {
            _isShown = true;
            Draw(_text);
        }
    }

    private void Draw(string text)
    {
        if (_error is null || !_isShown) return;
        _error.Write($"\r{text.PadRight(_drawnLength)}\r{text}");
        _drawnLength = text.Length;
    }
}
