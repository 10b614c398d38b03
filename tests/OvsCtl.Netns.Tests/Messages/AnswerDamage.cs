using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;

namespace OvsCtl.Netns.Tests.Messages;

/// <summary>What chance does to a message: cut off, changed, longer, attributes in the wrong place, lengths that lie.</summary>
internal static class AnswerDamage
{
    private enum Kind
    {
        Cut,
        Change,
        Flip,
        LieAboutLength,
        Insert,
        Remove,
        Repeat,
        Lengthen,
    }

    /// <summary>One of the messages with one to six things done to it.</summary>
    public static Gen<byte[]> To(IReadOnlyList<byte[]> messages)
    {
        var edits = from kind in Gen.Elements(Enum.GetValues<Kind>())
                    from at in Gen.Choose(0, ushort.MaxValue)
                    from value in Gen.Choose(0, ushort.MaxValue)
                    select (Kind: kind, At: at, Value: value);
        return from message in Gen.Elements<byte[]>(messages)
               from count in Gen.Choose(1, 6)
               from done in edits.ArrayOf(count)
               select done.Aggregate(message, (bytes, edit) => Apply(bytes, edit.Kind, bytes.Length == 0 ? 0 : edit.At % bytes.Length, edit.Value));
    }

    private static byte[] Apply(byte[] message, Kind kind, int at, int value)
    {
        var bytes = (byte[])message.Clone();
        switch (kind)
        {
            case Kind.Cut:
                return bytes[..at];
            case Kind.Change when bytes.Length > 0:
                bytes[at] = (byte)value;
                return bytes;
            case Kind.Flip when bytes.Length > 0:
                bytes[at] ^= (byte)(1 << value % 8);
                return bytes;
            case Kind.LieAboutLength when bytes.Length > 4:
                // Attributes begin at multiples of four, and with their length.
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(Math.Min(at & ~3, bytes.Length - 2)), Lie(value, bytes.Length - at));
                return bytes;
            case Kind.Insert:
                return [.. bytes[..at], .. new byte[value % 9], .. bytes[at..]];
            case Kind.Remove:
                return [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + value % 9)..]];
            case Kind.Repeat:
                return [.. bytes, .. bytes[at..]];
            case Kind.Lengthen:
                return [.. bytes, .. Enumerable.Repeat((byte)value, value % 300)];
            default:
                return bytes;
        }
    }

    private static ushort Lie(int value, int rest) => (ushort)((value % 10) switch
    {
        0 => 0,
        1 => 1,
        2 => 3,
        3 => 4,
        4 => 5,
        5 => rest - 1,
        6 => rest,
        7 => rest + 1,
        8 => ushort.MaxValue,
        _ => value,
    });
}
