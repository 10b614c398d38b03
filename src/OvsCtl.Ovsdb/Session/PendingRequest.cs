namespace OvsCtl.Ovsdb;

/// <summary>A request whose reply has not come.</summary>
internal abstract class PendingRequest
{
    /// <summary>Where rows of the reply go before the reply is whole; null when it is read at its end. Asked for in the receive loop, when the first rows are there.</summary>
    public Func<RowIntake?>? Intake { get; init; }

    /// <summary>Hands over the reply. Runs in the receive loop, so that what the reply starts (a monitor) is in place before the next message is read.</summary>
    public abstract void Complete(JsonMessage reply);

    /// <summary>No reply will come.</summary>
    public abstract void Fail(OvsdbException lost);
}
