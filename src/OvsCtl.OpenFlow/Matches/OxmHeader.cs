namespace OvsCtl.OpenFlow;

/// <summary>The beginning of a condition on a field, which names the field (OpenFlow 1.3 §7.2.3.2).</summary>
/// <param name="OxmClass">The class: 0x8000 for the fields of the standard.</param>
/// <param name="Number">The number of the field within its class, 0 to 127.</param>
/// <param name="HasMask">Whether a mask follows the value.</param>
/// <param name="Length">How many bytes of experimenter, value and mask would follow.</param>
/// <param name="Experimenter">Whose field it is when the class is 0xffff; otherwise 0.</param>
public readonly record struct OxmHeader(ushort OxmClass, byte Number, bool HasMask, byte Length, uint Experimenter = 0)
{
    internal const int Size = 4;

    // Tunnel metadata, the widest of all, has values of up to so many bytes.
    private const int MaxSize = 124;
    private const ushort OFPXMC_EXPERIMENTER = 0xffff;

    /// <summary>The field, when this library knows one with values of this size; in its usual form when it is another header of the same thing.</summary>
    public MatchField? Field
    {
        get
        {
            var size = Length - (OxmClass == OFPXMC_EXPERIMENTER ? 4 : 0);
            if ((HasMask ? size / 2 : size) > MaxSize) return null;
            var known = MatchField.Find(Experimenter, OxmClass, Number, HasMask, size);
            return known.IsUnknown || (HasMask ? size / 2 : size) != known.Size ? null : known.Canonical;
        }
    }

    /// <summary>The header of a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="hasMask">Whether a mask follows the value.</param>
    public static OxmHeader Of(MatchField field, bool hasMask = false)
    {
        ArgumentNullException.ThrowIfNull(field);
        return new OxmHeader(field.OxmClass, field.Number, hasMask, (byte)((field.Size * (hasMask ? 2 : 1)) + field.ExperimenterSize), field.Experimenter);
    }

    internal static OxmHeader Read(ref OpenFlowReader reader)
    {
        // oxm_class:16 oxm_field:7 oxm_hasmask:1 oxm_length:8, in class 0xffff with the experimenter
        if (reader.Remaining < Size) throw Bad(reader.Remaining);
        var oxmClass = reader.ReadUInt16();
        var fieldAndMask = reader.ReadByte();
        var length = reader.ReadByte();
        if (oxmClass != OFPXMC_EXPERIMENTER) return new OxmHeader(oxmClass, (byte)(fieldAndMask >> 1), (fieldAndMask & 1) != 0, length);
        if (reader.Remaining < 4 || length < 4) throw Bad(Size + reader.Remaining);
        return new OxmHeader(oxmClass, (byte)(fieldAndMask >> 1), (fieldAndMask & 1) != 0, length, reader.ReadUInt32());
    }

    internal void Write(OpenFlowWriter writer)
    {
        writer.WriteUInt16(OxmClass);
        writer.WriteByte((byte)(Number << 1 | (HasMask ? 1 : 0)));
        writer.WriteByte(Length);
        if (OxmClass == OFPXMC_EXPERIMENTER) writer.WriteUInt32(Experimenter);
    }

    private static OpenFlowProtocolException Bad(int remaining) =>
        new($"The header of a match field has {Size} bytes, {Size + 4} with an experimenter; {remaining} are left.", OfpError.OFPBMC_BAD_LEN);
}
