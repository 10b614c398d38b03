namespace OvsCtl.OpenFlow;

/// <summary>A field with the value, and perhaps the mask, it is compared with or set to: one OXM TLV (OpenFlow 1.3 §7.2.3.2).</summary>
public sealed record MatchEntry
{
    /// <summary>Makes an entry.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">The value in network byte order, <see cref="MatchField.Size"/> bytes.</param>
    /// <param name="mask">Which bits count, of the same size; empty for all of them.</param>
    /// <exception cref="ArgumentException">The value or mask has the wrong size.</exception>
    public MatchEntry(MatchField field, ReadOnlySpan<byte> value, ReadOnlySpan<byte> mask = default)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (value.Length != field.Size) throw new ArgumentException($"A value of {field} has {field.Size} bytes, not {value.Length}.", nameof(value));
        if (!mask.IsEmpty && mask.Length != field.Size) throw new ArgumentException($"A mask of {field} has {field.Size} bytes, not {mask.Length}.", nameof(mask));
        Field = field;
        Value = OctetString.Copy(value);
        Mask = OctetString.Copy(mask);
    }

    /// <summary>The field.</summary>
    public MatchField Field { get; }

    /// <summary>The value in network byte order.</summary>
    public OctetString Value { get; }

    /// <summary>Which bits of the value count; empty when all do.</summary>
    public OctetString Mask { get; }

    /// <summary>True when only some bits of the value count.</summary>
    public bool HasMask => !Mask.IsEmpty;

    /// <summary>The value as a number; of a field wider than 64 bits, its last 64.</summary>
    public ulong ValueAsNumber => ToNumber(Value);

    /// <summary>The mask as a number; all bits of the field when there is none.</summary>
    public ulong MaskAsNumber => HasMask ? ToNumber(Mask) : AllBits;

    private ulong AllBits => Field.BitCount >= 64 ? ulong.MaxValue : (1UL << Field.BitCount) - 1;

    /// <summary>The entry as Open vSwitch writes it in an action, <c>10.0.0.1->ip_src</c>.</summary>
    public override string ToString() => $"{FieldText.Value(this, null)}->{Field.Name}";

    internal static MatchEntry FromNumber(MatchField field, ulong value, ulong? mask = null)
    {
        Span<byte> bytes = stackalloc byte[field.Size];
        Span<byte> maskBytes = stackalloc byte[mask is null ? 0 : field.Size];
        ToBytes(value, bytes);
        if (mask is { } m) ToBytes(m, maskBytes);
        return new MatchEntry(field, bytes, maskBytes);
    }

    internal static MatchEntry Read(ref OpenFlowReader reader)
    {
        // oxm_class:16 oxm_field:7 oxm_hasmask:1 oxm_length:8, the length being that of the payload, in class 0xffff with the experimenter
        var oxmClass = reader.ReadUInt16();
        var fieldAndMask = reader.ReadByte();
        int size = reader.ReadByte();
        uint experimenter = 0;
        if (oxmClass == 0xffff && size >= 4)
        {
            experimenter = reader.ReadUInt32();
            size -= 4;
        }

        var payload = reader.ReadSpan(size);
        var hasMask = (fieldAndMask & 1) != 0;
        var field = MatchField.Find(experimenter, oxmClass, (byte)(fieldAndMask >> 1), hasMask, size);
        if (field.IsUnknown) return new MatchEntry(field, payload);
        if (size != field.Size * (hasMask ? 2 : 1))
            throw new OpenFlowProtocolException($"Match field {field} has {size} bytes; {field.Size} are due, twice that with a mask.", OfpError.OFPBMC_BAD_FIELD);
        return new MatchEntry(field, payload[..field.Size], payload[field.Size..]);
    }

    internal void Write(OpenFlowWriter writer)
    {
        writer.WriteUInt16(Field.OxmClass);
        writer.WriteByte((byte)(Field.Number << 1 | (HasMask || Field.HasMaskBit ? 1 : 0)));
        writer.WriteByte((byte)(Value.Length + Mask.Length + Field.ExperimenterSize));
        if (Field.Experimenter != 0) writer.WriteUInt32(Field.Experimenter);
        writer.WriteBytes(Value);
        writer.WriteBytes(Mask);
    }

    /// <summary>
    /// The same condition as every switch would report it: no mask when all bits count, no value bits the mask hides, and null
    /// when no bit counts at all.
    /// </summary>
    internal MatchEntry? Normalize()
    {
        if (!HasMask) return this;
        // An option of a tunnel is matched on by being there, even if none of its bits count.
        if (Mask.Span.IndexOfAnyExcept((byte)0) < 0 && !Field.IsVariable) return null;
        var value = Value.ToArray();
        for (var i = 0; i < value.Length; i++) value[i] &= Mask.Span[i];
        return new MatchEntry(Field, value, IsExact && !Field.IsVariable ? default : Mask.Span);
    }

    /// <summary>True when every bit the field has counts; bits above its width do not exist.</summary>
    internal bool IsExact => !HasMask || (Field.BitCount <= 64 ? (ToNumber(Mask) & AllBits) == AllBits : Mask.Span.IndexOfAnyExcept((byte)0xff) < 0);

    private static ulong ToNumber(ReadOnlySpan<byte> bytes)
    {
        ulong number = 0;
        foreach (var b in bytes) number = number << 8 | b;
        return number;
    }

    private static void ToBytes(ulong number, Span<byte> bytes)
    {
        for (var i = bytes.Length - 1; i >= 0; i--, number >>= 8) bytes[i] = (byte)number;
    }
}
