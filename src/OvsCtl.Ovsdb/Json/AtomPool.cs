using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace OvsCtl.Ovsdb;

/// <summary>
/// Makes one object of texts, and of sets of map keys, that come again and again ("up", "rx_bytes", a column's name). Only a cache of fixed
/// size: what falls out of it is made anew. Any thread may use it, since a slot is one reference and its content is compared before it is used.
/// </summary>
internal static class AtomPool
{
    // Longer texts seldom come twice, and comparing them would cost more than it saves.
    private const int LongestText = 64;
    private const int LongestCommonText = 8;

    private static readonly OvsdbString?[] Texts = new OvsdbString?[4096];
    private static readonly OvsdbAtom[]?[] Keys = new OvsdbAtom[]?[256];
    private static readonly OvsdbInteger[] SmallIntegers = [.. Enumerable.Range(-1, 1026).Select(i => new OvsdbInteger(i))];
    private static readonly OvsdbInteger?[] Integers = new OvsdbInteger?[1024];
    private static readonly OvsdbSet?[] Sets = new OvsdbSet?[1024];

    public static OvsdbBoolean True { get; } = new(true);

    public static OvsdbBoolean False { get; } = new(false);

    /// <summary>The text of valid UTF-8 without escapes.</summary>
    public static OvsdbString Text(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestText) return new OvsdbString(Encoding.UTF8.GetString(utf8));
        ref var slot = ref Texts[Hash(utf8) & (Texts.Length - 1)];
        var pooled = slot;
        // False for text that is not ASCII: that is decoded each time.
        if (pooled is not null && Ascii.Equals(utf8, pooled.Value)) return pooled;
        return slot = new OvsdbString(Encoding.UTF8.GetString(utf8));
    }

    public static OvsdbInteger Integer(long value)
    {
        if (value is >= -1 and < 1025) return SmallIntegers[value + 1];
        ref var slot = ref Integers[value & (Integers.Length - 1)];
        var pooled = slot;
        return pooled is not null && pooled.Value == value ? pooled : slot = new OvsdbInteger(value);
    }

    /// <summary>The set of one atom, as optional columns hold it.</summary>
    public static OvsdbSet SetOf(OvsdbAtom atom)
    {
        // Short texts, such as "up", come in many rows; names and numbers in one.
        if (atom is not OvsdbString { Value.Length: <= LongestCommonText }) return OvsdbSet.Of(atom);
        ref var slot = ref Sets[RuntimeHelpers.GetHashCode(atom) & (Sets.Length - 1)];
        var pooled = slot;
        return pooled is not null && ReferenceEquals(pooled[0], atom) ? pooled : slot = OvsdbSet.Of(atom);
    }

    /// <summary>An array of these keys, shared with other maps that have the same ones.</summary>
    public static OvsdbAtom[] SharedKeys(ReadOnlySpan<OvsdbAtom> keys)
    {
        var hash = keys.Length;
        foreach (var key in keys) hash = hash * 31 + RuntimeHelpers.GetHashCode(key);
        ref var slot = ref Keys[hash & (Keys.Length - 1)];
        var pooled = slot;
        return pooled is not null && AreSame(pooled, keys) ? pooled : slot = keys.ToArray();
    }

    private static bool AreSame(OvsdbAtom[] a, ReadOnlySpan<OvsdbAtom> b)
    {
        if (a.Length != b.Length) return false;
        for (var i = 0; i < a.Length; i++)
        {
            if (!ReferenceEquals(a[i], b[i])) return false;
        }

        return true;
    }

    private static int Hash(ReadOnlySpan<byte> utf8)
    {
        var hash = (ulong)utf8.Length;
        for (; utf8.Length >= sizeof(ulong); utf8 = utf8[sizeof(ulong)..])
            hash = (BitOperations.RotateLeft(hash, 5) ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8)) * 0x9E3779B97F4A7C15;
        foreach (var b in utf8) hash = (BitOperations.RotateLeft(hash, 5) ^ b) * 0x9E3779B97F4A7C15;
        return (int)(hash >> 40);
    }
}
