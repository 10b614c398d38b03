using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>A clause of a conjunctive match is met (NXAST_CONJUNCTION).</summary>
/// <param name="Id">The conjunction.</param>
/// <param name="Clause">The clause, from 0.</param>
/// <param name="ClauseCount">How many clauses it has, 2 to 64.</param>
public sealed record Conjunction(uint Id, byte Clause, byte ClauseCount) : NiciraAction
{
    internal override ushort Subtype => 34;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => string.Create(CultureInfo.InvariantCulture, $"conjunction({Id},{Clause + 1}/{ClauseCount})");

    internal static Conjunction ReadBody(ref OpenFlowReader reader)
    {
        // clause:1 n_clauses:1 id:4
        var clause = reader.ReadByte();
        var count = reader.ReadByte();
        return new Conjunction(reader.ReadUInt32(), clause, count);
    }

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteByte(Clause);
        writer.WriteByte(ClauseCount);
        writer.WriteUInt32(Id);
    }
}
