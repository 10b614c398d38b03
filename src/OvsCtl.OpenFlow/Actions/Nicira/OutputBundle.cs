using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>Chooses a port among members by a hash or by what is up, and outputs to it or writes its number (NXAST_BUNDLE, NXAST_BUNDLE_LOAD).</summary>
/// <param name="Fields">What is hashed (nx_hash_fields).</param>
/// <param name="Basis">What the hash starts with.</param>
/// <param name="Algorithm">0 active_backup, 1 hrw (nx_bd_algorithm).</param>
/// <param name="Destination">Where the port is written; null to output to it.</param>
/// <param name="Members">The ports; the list is copied.</param>
public sealed record OutputBundle(ushort Fields, ushort Basis, ushort Algorithm, Subfield? Destination, IReadOnlyList<PortNumber> Members) : NiciraAction
{
    internal override ushort Subtype => Destination is null ? (ushort)12 : (ushort)13;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName)
    {
        var algorithm = Algorithm switch { 0 => "active_backup", 1 => "hrw", _ => "<unknown>" };
        var destination = Destination is { } to ? to + "," : "";
        var members = string.Join(',', Members.Select(member => PortText.Format(member, portName)));
        return string.Create(CultureInfo.InvariantCulture, $"bundle{(Destination is null ? "" : "_load")}({HashFields.Name(Fields)},{Basis},{algorithm},ofport,{destination}members:{members})");
    }

    /// <summary>The ports.</summary>
    public IReadOnlyList<PortNumber> Members { get; init => field = ValueList<PortNumber>.Of(value); } = ValueList<PortNumber>.Of(Members);

    internal static OutputBundle ReadBody(ref OpenFlowReader reader, bool isLoad = false)
    {
        // algorithm:2 fields:2 basis:2 member_type:4 n_members:2 ofs_nbits:2 dst:4 zero:4 members
        var algorithm = reader.ReadUInt16();
        var fields = reader.ReadUInt16();
        var basis = reader.ReadUInt16();
        ReadField(ref reader);
        var count = reader.ReadUInt16();
        var bits = reader.ReadUInt16();
        Subfield? destination = null;
        if (isLoad) destination = Subfield.FromOffsetAndBits(ReadField(ref reader), bits);
        else reader.Skip(4);
        reader.Skip(4);
        var members = new List<PortNumber>();
        for (var i = 0; i < count; i++) members.Add(FromPort16(reader.ReadUInt16()));
        return new OutputBundle(fields, basis, algorithm, destination, members);
    }

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteUInt16(Algorithm);
        writer.WriteUInt16(Fields);
        writer.WriteUInt16(Basis);
        WriteField(writer, MatchField.InPort16);
        writer.WriteUInt16((ushort)Members.Count);
        writer.WriteUInt16(Destination?.OffsetAndBits ?? 0);
        if (Destination is { } to) WriteField(writer, to.Field);
        else writer.WriteZeros(4);
        writer.WriteZeros(4);
        foreach (var member in Members) writer.WriteUInt16(ToPort16(member));
    }
}
