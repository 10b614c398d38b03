namespace OvsCtl.Ovsdb;

/// <summary>Where a <see cref="Reconnect"/> machine is.</summary>
public enum ReconnectState
{
    /// <summary>Disabled: nothing is wanted. Left by <see cref="Reconnect.Enable"/>.</summary>
    Void,

    /// <summary>Waiting until the next attempt is due.</summary>
    Backoff,

    /// <summary>An attempt is under way; given up after one second or the current backoff, whichever is longer.</summary>
    Connecting,

    /// <summary>Connected, and something was received within the probe interval.</summary>
    Active,

    /// <summary>Connected, but silent: a probe was sent and its answer is awaited.</summary>
    Idle,

    /// <summary>The connection is to be dropped and made again.</summary>
    Reconnect,

    /// <summary>Passive: waiting for the peer to connect.</summary>
    Listening,
}
