namespace OvsCtl.Ovsdb;

/// <summary>What <see cref="Reconnect.Run"/> wants its owner to do.</summary>
public enum ReconnectAction
{
    /// <summary>Nothing until <see cref="Reconnect.Timeout"/> has passed or something happens.</summary>
    None,

    /// <summary>Start a connection attempt (when passive: start to listen) and report how it goes.</summary>
    Connect,

    /// <summary>Drop the connection or the attempt and report <see cref="Reconnect.Disconnected"/> or <see cref="Reconnect.ConnectFailed"/>.</summary>
    Disconnect,

    /// <summary>Send something that the peer answers.</summary>
    Probe,
}
