using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>Some consecutive bits of a field, as Nicira's actions read and write them.</summary>
/// <param name="Field">The field.</param>
/// <param name="Offset">The lowest bit, 0 for the least significant one.</param>
/// <param name="BitCount">How many bits.</param>
public readonly record struct Subfield(MatchField Field, int Offset, int BitCount)
{
    /// <summary>The whole of a field.</summary>
    /// <param name="field">The field.</param>
    public Subfield(MatchField field)
        : this(field, 0, (field ?? throw new ArgumentNullException(nameof(field))).PartBits)
    {
    }

    /// <summary>The bits as ovs-ofctl writes them, <c>NXM_NX_REG0[0..15]</c>.</summary>
    public override string ToString()
    {
        var name = Field.Canonical.WireName;
        if (Offset == 0 && BitCount == Field.PartBits) return name + "[]";
        return BitCount == 1
            ? string.Create(CultureInfo.InvariantCulture, $"{name}[{Offset}]")
            : string.Create(CultureInfo.InvariantCulture, $"{name}[{Offset}..{Offset + BitCount - 1}]");
    }

    // ofs_nbits: offset in the upper 10 bits, width less one in the lower 6
    internal ushort OffsetAndBits => (ushort)(Offset << 6 | (BitCount - 1));

    internal static Subfield FromOffsetAndBits(MatchField field, ushort packed) => new(field, packed >> 6, (packed & 0x3f) + 1);
}
