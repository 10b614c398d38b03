namespace OvsCtl.OpenFlow;

/// <summary>
/// What reacts to a switch on the connection's own receive loop: each call comes after the one before has returned. A handler
/// computes and appends; it must not block, because nothing more is read meanwhile. All that it appends while one read is worked
/// through leaves in one write.
/// </summary>
public interface ISwitchHandler
{
    /// <summary>The handshake is done.</summary>
    /// <param name="output">Where to append what the switch shall get.</param>
    public void OnConnected(FrameWriter output);

    /// <summary>A packet came in. It is valid during the call only.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="output">Where to append what the switch shall get.</param>
    public void OnPacketIn(in PacketInView packet, FrameWriter output);

    /// <summary>A PORT_STATUS, FLOW_REMOVED, a message of an unknown type, or an error nobody asked for.</summary>
    /// <param name="message">The message.</param>
    /// <param name="output">Where to append what the switch shall get.</param>
    public void OnMessage(OpenFlowMessage message, FrameWriter output);
}
