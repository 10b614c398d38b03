using System.Diagnostics.CodeAnalysis;

namespace OvsCtl.OpenFlow;

/// <summary>
/// Which packets a flow applies to (ofp_match of type OXM): conditions on fields, all of which must hold. Immutable; equal when the
/// conditions are, in whatever order and with whatever redundant masks they were written.
/// </summary>
public sealed partial class Match : IEquatable<Match>
{
    /// <summary>Every packet.</summary>
    public static readonly Match Any = new([]);

    // The other one is of OpenFlow 1.1; it has a size of its own.
    private const ushort OFPMT_OXM = 1, OFPMT_STANDARD = 0;

    private readonly MatchEntry[] _entries;
    private MatchEntry[]? _normalized;

    private Match(MatchEntry[] entries) => _entries = entries;

    /// <summary>The conditions in the order they are on the wire.</summary>
    public IReadOnlyList<MatchEntry> Entries => _entries;

    /// <summary>The conditions in a fixed order and form: what two matches are compared by.</summary>
    private MatchEntry[] Normalized => _normalized ??=
        [.. _entries.Select(entry => entry.Normalize()).OfType<MatchEntry>().OrderBy(e => e.Field.Order).ThenBy(e => e.Field.OxmClass).ThenBy(e => e.Field.Number)];

    /// <summary>This match with one more condition, or with the condition on that field replaced.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">The value in network byte order, <see cref="MatchField.Size"/> bytes.</param>
    /// <param name="mask">Which bits count, of the same size; empty for all of them.</param>
    /// <exception cref="ArgumentException">A size is wrong, or the field allows no mask.</exception>
    public Match With(MatchField field, ReadOnlySpan<byte> value, ReadOnlySpan<byte> mask = default) => With(new MatchEntry(field, value, mask));

    /// <summary>This match with one more condition, or with the condition on that field replaced.</summary>
    /// <param name="entry">The condition; one without any bit that counts removes the field.</param>
    /// <exception cref="ArgumentException">The field allows no mask.</exception>
    public Match With(MatchEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var others = _entries.Where(e => !e.Field.Equals(entry.Field)).ToList();
        if (entry.Normalize() is not { } normalized) return new Match([.. others]);
        if (normalized.HasMask && !normalized.Field.IsMaskable) throw new ArgumentException($"Field {entry.Field} allows no mask.", nameof(entry));

        // A switch reads from the front and refuses a field whose prerequisite it has not seen yet.
        var at = others.FindIndex(e => e.Field.Order > normalized.Field.Order);
        others.Insert(at < 0 ? others.Count : at, normalized);
        return new Match([.. others]);
    }

    /// <summary>A match of these conditions, of which no two are on one field, in the order a switch wants them.</summary>
    internal static Match InOrder(IReadOnlyCollection<MatchEntry> entries) => entries.Count == 0 ? Any : new Match([.. entries.OrderBy(entry => entry.Field.Order)]);

    /// <summary>Looks up the condition on a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="entry">The condition, when true is returned.</param>
    public bool TryGet(MatchField field, [NotNullWhen(true)] out MatchEntry? entry)
    {
        entry = Array.Find(_entries, e => e.Field.Equals(field));
        return entry is not null;
    }

    /// <summary>The fields whose prerequisites this match lacks; a switch refuses it with OFPBMC_BAD_PREREQ unless there are none.</summary>
    public IReadOnlyList<MatchField> UnmetPrerequisites() => [.. _entries.Select(e => e.Field).Where(field => !field.IsAllowedIn(this))];

    /// <inheritdoc/>
    public bool Equals(Match? other) => other is not null && Normalized.AsSpan().SequenceEqual(other.Normalized);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Match);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var entry in Normalized) hash.Add(entry);
        return hash.ToHashCode();
    }

    /// <summary>The match as ovs-ofctl writes it, <c>ip,in_port=1,nw_dst=10.0.0.1</c>; empty for every packet.</summary>
    public override string ToString() => ToString(null);

    /// <summary>The match as ovs-ofctl writes it, with ports by name where one is known.</summary>
    /// <param name="portName">Gives a port's name, or null when it has none.</param>
    public string ToString(Func<PortNumber, string?>? portName) => MatchText.Format(this, portName);

    internal static Match Read(ref OpenFlowReader reader)
    {
        // ofp_match: type:2 length:2 oxm_fields, then padding to 8 that the length does not count
        var header = reader.ReadNested(4, OfpError.OFPBMC_BAD_LEN);
        var type = header.ReadUInt16();
        var length = header.ReadUInt16();
        if (type != OFPMT_OXM) throw new OpenFlowProtocolException($"A match of type {type} is not an OXM match.", type == OFPMT_STANDARD ? OfpError.OFPBMC_BAD_LEN : OfpError.OFPBMC_BAD_TYPE);
        if (length < 4) throw new OpenFlowProtocolException($"A match of {length} bytes is smaller than its header.", OfpError.OFPBMC_BAD_LEN);
        return ReadPadded(ref reader, length - 4, (8 - (length % 8)) % 8);
    }

    /// <summary>A match without header, as Nicira's messages have it, padded to 8 bytes.</summary>
    internal static Match ReadBare(ref OpenFlowReader reader, int length) => ReadPadded(ref reader, length, (8 - (length % 8)) % 8);

    private static Match ReadPadded(ref OpenFlowReader reader, int length, int padding)
    {
        var fields = reader.ReadNested(length + padding, OfpError.OFPBMC_BAD_LEN).ReadNested(length);
        return ReadFields(ref fields);
    }

    internal static Match ReadFields(ref OpenFlowReader fields)
    {
        var entries = new List<MatchEntry>();
        while (!fields.IsAtEnd)
        {
            var entry = MatchEntry.Read(ref fields);
            if (entries.Exists(e => e.Field.Equals(entry.Field))) throw new OpenFlowProtocolException($"Match field {entry.Field} occurs twice.", OfpError.OFPBMC_DUP_FIELD);
            entries.Add(entry);
        }

        return entries.Count == 0 ? Any : new Match([.. entries]);
    }

    /// <summary>Only some of the conditions.</summary>
    internal Match Where(Predicate<MatchEntry> condition) => Array.TrueForAll(_entries, condition) ? this : new(Array.FindAll(_entries, condition));

    /// <summary>The first of the conditions.</summary>
    internal Match First(int count) => new(_entries[..count]);

    internal void WriteFields(OpenFlowWriter writer)
    {
        foreach (var entry in _entries) entry.Write(writer);
    }

    /// <summary>Writes the match without header, padded to 8 bytes, and its length to where that was left out.</summary>
    internal void WriteBare(OpenFlowWriter writer, int lengthAt)
    {
        var start = writer.Position;
        WriteFields(writer);
        writer.PatchLength(lengthAt, writer.Position - start);
        writer.PadTo8(start);
    }

    internal void Write(OpenFlowWriter writer)
    {
        var start = writer.BeginTlv(OFPMT_OXM);
        WriteFields(writer);
        writer.EndTlv(start);
        writer.PadTo8(start);
    }
}
