using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace OvsCtl.OpenFlow.Tests.Support;

/// <summary>The real <c>ovs-ofctl</c>, asked what it writes for messages; many at once, because a process for each takes too long.</summary>
internal static class OfpPrint
{
    // Between two messages stands a barrier with such an id: its line tells where the text of the next one begins.
    private const uint MarkXid = 0xfeed0000;
    private const int MaxBatch = 0x10000;
    private const int BarrierRequest = 20;

    /// <param name="messages">Each complete, with the length its header says.</param>
    public static async Task<IReadOnlyList<string>> FormatAsync(IReadOnlyList<byte[]> messages)
    {
        var texts = new List<string>(messages.Count);
        foreach (var batch in messages.Chunk(MaxBatch)) texts.AddRange(await FormatBatchAsync(batch));
        return texts;
    }

    private static async Task<IEnumerable<string>> FormatBatchAsync(byte[][] messages)
    {
        var file = Path.GetTempFileName();
        try
        {
            await using (var stream = File.Create(file))
            {
                for (var i = 0; i < messages.Length; i++)
                {
                    stream.Write(Mark(i));
                    stream.Write(messages[i]);
                }
            }

            return Split(await RunAsync(file), messages.Length);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static byte[] Mark(int index)
    {
        byte[] mark = [OpenFlowMessage.Version13, BarrierRequest, 0, 8, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(mark.AsSpan(4), MarkXid + (uint)index);
        return mark;
    }

    private static IEnumerable<string> Split(string output, int count)
    {
        var at = 0;
        for (var i = 0; i < count; i++)
        {
            var mark = $"OFPT_BARRIER_REQUEST (OF1.3) (xid=0x{MarkXid + (uint)i:x}):\n";
            Assert.True(output.AsSpan(at).StartsWith(mark), $"ovs-ofctl wrote no text for message {i} of {count}.");
            at += mark.Length;
            var next = output.IndexOf($"OFPT_BARRIER_REQUEST (OF1.3) (xid=0x{MarkXid + (uint)i + 1:x}):\n", at, StringComparison.Ordinal);
            var end = i == count - 1 ? output.Length : next;
            Assert.True(end >= 0, $"ovs-ofctl ended at message {i} of {count}.");
            yield return output[at..end];
            at = end;
        }
    }

    private static async Task<string> RunAsync(string file)
    {
        // Bytes stand for themselves in the text, as in this library.
        var start = new ProcessStartInfo("ovs-ofctl", ["ofp-parse", file]) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.Latin1 };
        using var process = Start(start);
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await error;
        return output;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException("ovs-ofctl did not start.");
        }
        catch (Win32Exception e)
        {
            Assert.Skip($"ovs-ofctl is not installed: {e.Message}");
            throw;
        }
    }
}
