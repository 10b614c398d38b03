using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>Chooses a link by a hash of the packet (NXAST_MULTIPATH).</summary>
/// <param name="Fields">What is hashed (nx_hash_fields).</param>
/// <param name="Basis">What the hash starts with.</param>
/// <param name="Algorithm">How the link follows from the hash (nx_mp_algorithm).</param>
/// <param name="MaxLink">The number of links less one.</param>
/// <param name="Argument">Argument of the algorithm.</param>
/// <param name="Destination">Where the link is written.</param>
public sealed record Multipath(ushort Fields, ushort Basis, ushort Algorithm, ushort MaxLink, uint Argument, Subfield Destination) : NiciraAction
{
    internal override ushort Subtype => 10;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => string.Create(CultureInfo.InvariantCulture, $"multipath({HashFields.Name(Fields)},{Basis},{HashFields.Algorithm(Algorithm)},{MaxLink + 1},{Argument},{Destination})");

    internal static Multipath ReadBody(ref OpenFlowReader reader)
    {
        // fields:2 basis:2 pad:2 algorithm:2 max_link:2 arg:4 pad:2 ofs_nbits:2 dst:4
        var fields = reader.ReadUInt16();
        var basis = reader.ReadUInt16();
        reader.Skip(2);
        var algorithm = reader.ReadUInt16();
        var maxLink = reader.ReadUInt16();
        var argument = reader.ReadUInt32();
        reader.Skip(2);
        var bits = reader.ReadUInt16();
        return new Multipath(fields, basis, algorithm, maxLink, argument, Subfield.FromOffsetAndBits(ReadField(ref reader), bits));
    }

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteUInt16(Fields);
        writer.WriteUInt16(Basis);
        writer.WriteZeros(2);
        writer.WriteUInt16(Algorithm);
        writer.WriteUInt16(MaxLink);
        writer.WriteUInt32(Argument);
        writer.WriteZeros(2);
        writer.WriteUInt16(Destination.OffsetAndBits);
        WriteField(writer, Destination.Field);
    }
}
