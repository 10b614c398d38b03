using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>Sends the packet through connection tracking (NXAST_CT).</summary>
/// <param name="Flags">1 commit, 2 force.</param>
/// <param name="ZoneSource">Where the zone is, or null.</param>
/// <param name="Zone">The zone, when ZoneSource is null.</param>
/// <param name="Table">The table to go on in; 255 for none.</param>
/// <param name="Helper">The port of a protocol helper, such as 21 for FTP; 0 for none.</param>
/// <param name="Actions">What is done to the connection; the list is copied.</param>
public sealed record ConnectionTrack(ushort Flags, Subfield? ZoneSource, ushort Zone, byte Table, ushort Helper, IReadOnlyList<FlowAction> Actions) : NiciraAction
{
    internal override ushort Subtype => 35;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName)
    {
        var parts = new List<string>();
        if ((Flags & 1) != 0) parts.Add("commit");
        if ((Flags & 2) != 0) parts.Add("force");
        if (Table != 255) parts.Add(string.Create(CultureInfo.InvariantCulture, $"table={Table}"));
        if (ZoneSource is { } source) parts.Add($"zone={source}");
        else if (Zone != 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"zone={Zone}"));
        var rest = Actions;
        if (rest is [NetworkAddressTranslation nat, ..])
        {
            parts.Add(nat.ToString(portName));
            rest = [.. rest.Skip(1)];
        }

        if (rest.Count > 0) parts.Add($"exec({FlowText.ActionList(rest, portName)})");
        if (Helper != 0) parts.Add("alg=" + Helper switch { 21 => "ftp", 69 => "tftp", _ => Helper.ToString(CultureInfo.InvariantCulture) });
        return $"ct({string.Join(',', parts)})";
    }

    /// <summary>What is done to the connection.</summary>
    public IReadOnlyList<FlowAction> Actions { get; init => field = ValueList<FlowAction>.Of(value); } = ValueList<FlowAction>.Of(Actions);

    internal static ConnectionTrack ReadBody(ref OpenFlowReader reader)
    {
        // flags:2 zone_src:4 zone:2 recirc_table:1 pad:3 alg:2 actions
        var flags = reader.ReadUInt16();
        var inner = reader;
        MatchField? source = null;
        if (reader.ReadUInt32() != 0) source = ReadField(ref inner);
        var zone = reader.ReadUInt16();
        var table = reader.ReadByte();
        reader.Skip(3);
        var helper = reader.ReadUInt16();
        return new ConnectionTrack(flags, source is null ? null : Subfield.FromOffsetAndBits(source, zone), source is null ? zone : (ushort)0, table, helper, ReadAll(ref reader));
    }

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteUInt16(Flags);
        if (ZoneSource is { } source) WriteField(writer, source.Field);
        else writer.WriteZeros(4);
        writer.WriteUInt16(ZoneSource?.OffsetAndBits ?? Zone);
        writer.WriteByte(Table);
        writer.WriteZeros(3);
        writer.WriteUInt16(Helper);
        WriteAll(writer, Actions);
    }
}
