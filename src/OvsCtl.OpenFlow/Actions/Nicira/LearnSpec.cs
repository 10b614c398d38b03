namespace OvsCtl.OpenFlow;

/// <summary>What a learned flow matches on or does (a flow_mod_spec of NXAST_LEARN).</summary>
/// <param name="Source">Where its value is taken from; null for <paramref name="Immediate"/>.</param>
/// <param name="Immediate">The value itself, in as many bytes as its bits need.</param>
/// <param name="Destination">What it is matched on or loaded into; null to output to it.</param>
/// <param name="IsLoad">True when the value is loaded, false when it is matched.</param>
public sealed record LearnSpec(Subfield? Source, OctetString Immediate, Subfield? Destination, bool IsLoad)
{
    private int BitCount => (Destination ?? Source ?? throw new InvalidOperationException("A learn spec has a source or a destination.")).BitCount;

    internal string ToString(Func<PortNumber, string?>? portName)
    {
        if (Destination is not { } to) return $"output:{Source}";
        if (IsLoad) return $"load:{Source?.ToString() ?? Hex()}->{to}";
        if (Source is { } from) return from.Field.Canonical.Equals(to.Field.Canonical) && from.Offset == to.Offset ? $"{to}" : $"{to}={from}";
        if (to.Offset != 0 || to.BitCount != to.Field.PartBits) return $"{to}={Hex()}";
        var value = new byte[to.Field.Size];
        Immediate.Span.CopyTo(value.AsSpan(value.Length - Immediate.Length));
        return $"{to.Field.Name}={FieldText.Value(new MatchEntry(to.Field, value), portName)}";
    }

    internal static LearnSpec? Read(ref OpenFlowReader reader)
    {
        // header:2 = source:1 (bit 13) destination:2 (bits 11-12) n_bits:11; then the source, then the destination, as field:4 offset:2
        var header = reader.ReadUInt16();
        if (header == 0) return null;
        var bits = header & 0x7ff;
        var isImmediate = (header & 0x2000) != 0;
        var kind = header >> 11 & 3;
        Subfield? source = null;
        OctetString immediate = default;
        if (isImmediate) immediate = OctetString.Copy(reader.ReadSpan((bits + 15) / 16 * 2)[((bits + 15) / 16 * 2 - ((bits + 7) / 8))..]);
        else source = ReadPart(bits, ref reader);
        if (kind > 2 || (kind == 2 && isImmediate)) throw new OpenFlowProtocolException("A learn action has a spec of an unknown kind.");
        return new LearnSpec(source, immediate, kind == 2 ? null : ReadPart(bits, ref reader), kind == 1);
    }

    internal void Write(OpenFlowWriter writer)
    {
        var kind = Destination is null ? 2 : IsLoad ? 1 : 0;
        writer.WriteUInt16((ushort)((Source is null ? 0x2000 : 0) | kind << 11 | BitCount));
        if (Source is { } from)
        {
            WritePart(writer, from);
        }
        else
        {
            writer.WriteZeros(((BitCount + 15) / 16 * 2) - Immediate.Length);
            writer.WriteBytes(Immediate);
        }

        if (Destination is { } to) WritePart(writer, to);
    }

    private string Hex() => HexText.Number(Immediate);

    private static Subfield ReadPart(int bits, ref OpenFlowReader reader) => new(NiciraAction.ReadField(ref reader), reader.ReadUInt16(), bits);

    private static void WritePart(OpenFlowWriter writer, Subfield part)
    {
        writer.WriteUInt32(part.Field.Header);
        writer.WriteUInt16((ushort)part.Offset);
    }
}
