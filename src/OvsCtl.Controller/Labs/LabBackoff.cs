namespace OvsCtl.Controller.Labs;

/// <summary>How long a lab in trouble waits before it is tried again. One for each lab, used by its loop alone.</summary>
internal sealed class LabBackoff
{
    /// <summary>A look without any event, for what has none.</summary>
    public static readonly TimeSpan SlowLook = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Last = TimeSpan.FromSeconds(30);

    private int _failures;

    public bool HasFailed => _failures > 0;

    public TimeSpan Failed()
    {
        var pause = First * Math.Pow(2, Math.Min(_failures++, 20));
        return pause < Last ? pause : Last;
    }

    public TimeSpan Succeeded(TimeSpan rest)
    {
        _failures = 0;
        return rest;
    }
}
