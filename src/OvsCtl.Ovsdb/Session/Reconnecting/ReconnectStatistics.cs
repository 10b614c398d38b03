namespace OvsCtl.Ovsdb;

/// <summary>What a <see cref="Reconnect"/> machine has seen. All times are in milliseconds of the owner's clock, all durations in milliseconds.</summary>
/// <param name="State">Where it is.</param>
/// <param name="StateElapsed">How long it has been there.</param>
/// <param name="Backoff">The current pause before the next attempt.</param>
/// <param name="CreatedAt">When the machine was made.</param>
/// <param name="LastActivity">When something was last received.</param>
/// <param name="LastConnected">When a connection was last made; null for never.</param>
/// <param name="LastDisconnected">When a connection was last lost; null for never.</param>
/// <param name="TotalConnectedDuration">How long it has been connected in all.</param>
/// <param name="AttemptedConnections">How many attempts have ended, well or not.</param>
/// <param name="SuccessfulConnections">How many of them succeeded.</param>
/// <param name="SequenceNumber">Counts every change between connected and not connected.</param>
public sealed record ReconnectStatistics(
    ReconnectState State,
    long StateElapsed,
    long Backoff,
    long CreatedAt,
    long LastActivity,
    long? LastConnected,
    long? LastDisconnected,
    long TotalConnectedDuration,
    long AttemptedConnections,
    long SuccessfulConnections,
    long SequenceNumber)
{
    /// <summary>Whether the peer is believed to be connected.</summary>
    public bool IsConnected => State is ReconnectState.Active or ReconnectState.Idle;
}
