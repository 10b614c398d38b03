using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>Text in an array of fixed size, ended by a zero byte unless it fills the array.</summary>
internal static class WireText
{
    // The standard says ASCII; Latin-1 is that and still gives back every byte a switch may have put there.
    public static string Read(ReadOnlySpan<byte> array)
    {
        var end = array.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? array : array[..end]);
    }

    /// <exception cref="ArgumentException">The text is longer than the array.</exception>
    public static void Write(OpenFlowWriter writer, string text, int size)
    {
        if (text.Length > size) throw new ArgumentException($"'{text}' is longer than {size} bytes.", nameof(text));
        writer.WriteBytes(Encoding.Latin1.GetBytes(text));
        writer.WriteZeros(size - text.Length);
    }
}
