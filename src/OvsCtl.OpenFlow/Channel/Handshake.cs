using System.Buffers;
using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>The exchange of HELLO (OpenFlow 1.3 §6.3.1).</summary>
internal static class Handshake
{
    /// <summary>Sends HELLO and reads the peer's.</summary>
    /// <exception cref="OpenFlowProtocolException">The peer does not speak OpenFlow, or no version in common.</exception>
    /// <exception cref="OpenFlowDisconnectedException">The peer hung up.</exception>
    public static async Task SayHelloAsync(Stream stream, ReceiveBuffer input, CancellationToken ct)
    {
        await SendAsync(stream, Hello.For(OpenFlowMessage.Version13), ct).ConfigureAwait(false);
        var hello = await ReadHelloAsync(input, ct).ConfigureAwait(false);
        if (hello.Negotiates(OpenFlowMessage.Version13)) return;

        var text = Encoding.ASCII.GetBytes("This controller speaks OpenFlow 1.3 only.");
        var error = new ErrorMessage(ErrorMessage.OFPET_HELLO_FAILED, ErrorMessage.OFPHFC_INCOMPATIBLE, text) { Xid = hello.Xid };
        await SendAsync(stream, error, ct).ConfigureAwait(false);
        throw new OpenFlowProtocolException($"The peer speaks no OpenFlow 1.3; its version is 0x{hello.Version:x2}.");
    }

    private static async Task<Hello> ReadHelloAsync(ReceiveBuffer input, CancellationToken ct)
    {
        while (await input.FillAsync(ct).ConfigureAwait(false))
        {
            var buffer = new ReadOnlySequence<byte>(input.Unread);
            ThrowIfNoHello(input.Unread.Span);
            if (!OpenFlowCodec.TryRead(ref buffer, out var message)) continue;
            input.Advance(input.Unread.Length - (int)buffer.Length);
            return (Hello)message;
        }

        throw new OpenFlowDisconnectedException("The peer hung up before it said HELLO.");
    }

    // Before the length is looked at: another protocol's bytes there would have us wait for a message that never comes.
    private static void ThrowIfNoHello(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2 || ((MessageType)bytes[1] == MessageType.Hello && bytes[0] != 0)) return;
        throw new OpenFlowProtocolException($"The peer's first message is no HELLO but begins 0x{bytes[0]:x2}{bytes[1]:x2}.");
    }

    private static async Task SendAsync(Stream stream, OpenFlowMessage message, CancellationToken ct)
    {
        var writer = new OpenFlowWriter();
        OpenFlowCodec.Write(writer, message, message.Xid);
        await stream.WriteAsync(writer.Written.ToArray(), ct).ConfigureAwait(false);
        await stream.FlushAsync(ct).ConfigureAwait(false);
    }
}
