using System.IO.Pipelines;
using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>The exchange of HELLO (OpenFlow 1.3 §6.3.1).</summary>
internal static class Handshake
{
    /// <summary>Sends HELLO and reads the peer's.</summary>
    /// <exception cref="OpenFlowProtocolException">The peer does not speak OpenFlow, or no version in common.</exception>
    /// <exception cref="OpenFlowDisconnectedException">The peer hung up.</exception>
    public static async Task SayHelloAsync(Stream stream, PipeReader input, CancellationToken ct)
    {
        await SendAsync(stream, Hello.For(OpenFlowMessage.Version13), ct).ConfigureAwait(false);
        var hello = await ReadHelloAsync(input, ct).ConfigureAwait(false);
        if (hello.Negotiates(OpenFlowMessage.Version13)) return;

        var text = Encoding.ASCII.GetBytes("This controller speaks OpenFlow 1.3 only.");
        var error = new ErrorMessage(ErrorMessage.OFPET_HELLO_FAILED, ErrorMessage.OFPHFC_INCOMPATIBLE, text) { Xid = hello.Xid };
        await SendAsync(stream, error, ct).ConfigureAwait(false);
        throw new OpenFlowProtocolException($"The peer speaks no OpenFlow 1.3; its version is 0x{hello.Version:x2}.");
    }

    private static async Task<Hello> ReadHelloAsync(PipeReader input, CancellationToken ct)
    {
        while (true)
        {
            var result = await input.ReadAsync(ct).ConfigureAwait(false);
            var buffer = result.Buffer;

            // Looked at before the length is: another protocol's bytes there would have us wait for a message that never comes.
            if (MessageHeader.TryPeek(buffer, out var header) && (header.Type != MessageType.Hello || header.Version == 0))
                throw new OpenFlowProtocolException($"The peer's first message is no HELLO but begins 0x{header.Version:x2}{(byte)header.Type:x2}.");
            if (OpenFlowCodec.TryRead(ref buffer, out var message))
            {
                input.AdvanceTo(buffer.Start);
                return (Hello)message;
            }

            input.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted) throw new OpenFlowDisconnectedException("The peer hung up before it said HELLO.");
        }
    }

    private static async Task SendAsync(Stream stream, OpenFlowMessage message, CancellationToken ct)
    {
        var writer = new OpenFlowWriter();
        OpenFlowCodec.Write(writer, message, message.Xid);
        await stream.WriteAsync(writer.Written.ToArray(), ct).ConfigureAwait(false);
        await stream.FlushAsync(ct).ConfigureAwait(false);
    }
}
