using System.Collections.Frozen;
using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>
/// A field of packets that a match can look at and an action can set (OpenFlow 1.3 §7.2.3, OXM). The known ones are rows of one
/// table, which drives encoding, text, masks and prerequisites; others are kept raw.
/// </summary>
public sealed partial class MatchField : IEquatable<MatchField>
{
    // Set by the static constructor, which runs after the table in the other part is there.
    private static readonly FrozenDictionary<ulong, MatchField> s_byKey;
    private static readonly FrozenDictionary<string, MatchField> s_byName;
    private static readonly FrozenDictionary<string, MatchField> s_byHeaderName;

    private readonly FieldHeader[] _headers;
    private MatchField[] _otherForms = [];
    private string[] _otherNames = [];

    static MatchField()
    {
        All = s_rows;
        MatchField[] every = [.. s_rows, .. s_actionRows];
        s_byKey = every.SelectMany(field => field._headers.Length == 0 ? [] : field._otherForms.Prepend(field)).ToFrozenDictionary(field => Key(field.Experimenter, field.OxmClass, field.Number));
        s_byName = every.SelectMany(field => field._otherNames.Prepend(field.Name).Select(name => (name, field))).ToFrozenDictionary(pair => pair.name, pair => pair.field);
        s_byHeaderName = every.SelectMany(field => field._headers.Select(header => (header.Name, field))).ToFrozenDictionary(pair => pair.Name, pair => pair.field);
        for (var i = 0; i < All.Count; i++) All[i].Order = i;
    }

    private MatchField(string name, int bitCount, int size, FieldFormat format, FieldTraits traits, FieldPrerequisite? prerequisite, FieldHeader[] headers, int form = 0)
    {
        Name = name;
        BitCount = bitCount;
        Size = size;
        Format = format;
        Traits = traits;
        Prerequisite = prerequisite;
        Maximum = bitCount >= 64 ? ulong.MaxValue : (1UL << bitCount) - 1;
        _headers = headers;
        if (headers.Length > 0) (OxmClass, Number, Experimenter) = (headers[form].OxmClass, headers[form].Number, headers[form].Experimenter);
        Canonical = this;
        ForAction = this;
        WireName = (Array.Find(headers, header => header.IsNxm) ?? headers.FirstOrDefault())?.Name ?? name;
    }

    private MatchField(ushort oxmClass, byte number, uint experimenter, bool hasMask, int size)
        : this(string.Create(CultureInfo.InvariantCulture, $"oxm_{oxmClass:x4}_{number}"), size * 8, size, FieldFormat.Hexadecimal, FieldTraits.Writable, prerequisite: null, [])
    {
        (OxmClass, Number, Experimenter) = (oxmClass, number, experimenter);
        IsUnknown = true;
        HasMaskBit = hasMask;
    }

    /// <summary>Every field this library knows, in the order a match is written: a prerequisite comes before what needs it.</summary>
    public static IReadOnlyList<MatchField> All { get; }

    /// <summary>The OXM class: 0x8000 for the fields of the standard.</summary>
    public ushort OxmClass { get; }

    /// <summary>The field number within its class, 0 to 127.</summary>
    public byte Number { get; }

    /// <summary>The name Open vSwitch gives the field in actions (<c>ip_src</c>).</summary>
    public string Name { get; }

    /// <summary>The width of a value in bits; the bits above it are zero.</summary>
    public int BitCount { get; }

    /// <summary>The size of a value on the wire in bytes.</summary>
    public int Size { get; }

    /// <summary>The experimenter of a field of class 0xffff, such as 0x4f4e4600 for the ONF; 0 for the other classes.</summary>
    public uint Experimenter { get; private init; }

    /// <summary>False when no action may write the field.</summary>
    public bool IsWritable => Traits.HasFlag(FieldTraits.Writable);

    /// <summary>True when Open vSwitch accepts a mask on the field.</summary>
    public bool IsMaskable => Traits.HasFlag(FieldTraits.Maskable);

    /// <summary>True when the field is in no table of this library; its value holds the whole payload, with the mask if there is one.</summary>
    public bool IsUnknown { get; }

    internal FieldFormat Format { get; }

    internal FieldTraits Traits { get; }

    /// <summary>What must be known of a packet before the field makes sense; null for nothing.</summary>
    internal FieldPrerequisite? Prerequisite { get; }

    /// <summary>The largest value an action may write.</summary>
    internal ulong Maximum { get; private set; }

    /// <summary>Further names of the field in text.</summary>
    internal IReadOnlyList<string> OtherNames => _otherNames;

    /// <summary>The ways the field is named on the wire; none for one that is only a word.</summary>
    internal IReadOnlyList<FieldHeader> Headers => _headers;

    /// <summary>The HM bit of an unknown field's header, part of its identity because where the mask begins is not known.</summary>
    internal bool HasMaskBit { get; private init; }

    /// <summary>The field as OpenFlow 1.3 matches on it, when this is only another header of the same thing (NXM_OF_IP_SRC for ip_src).</summary>
    internal MatchField Canonical { get; private init; }

    /// <summary>The name Open vSwitch gives the field in a part of it, <c>NXM_OF_IP_SRC</c>.</summary>
    internal string WireName { get; }

    /// <summary>True when values of this field may have any size up to <see cref="Size"/> (tunnel metadata).</summary>
    internal bool IsVariable { get; private init; }

    internal int Order { get; private set; } = int.MaxValue;

    /// <summary>What a header of the field alone looks like: class:16 field:7 hasmask:1 length:8, with the experimenter below it if there is one.</summary>
    internal uint Header => (uint)OxmClass << 16 | (uint)Number << 9 | (HasMaskBit ? 0x100u : 0) | (uint)(Size + ExperimenterSize);

    /// <summary>How many bits actions may address: in vlan_vid the bit that says there is a tag is not one of them.</summary>
    internal int PartBits => BitCount == 13 ? 12 : BitCount;

    internal int ExperimenterSize => Experimenter == 0 ? 0 : 4;

    /// <summary>True when the match says what this field depends on: a TCP port needs <c>ip_proto=6</c>.</summary>
    /// <param name="match">The match to look at.</param>
    public bool IsAllowedIn(Match match)
    {
        ArgumentNullException.ThrowIfNull(match);
        return Prerequisite?.IsMetBy(PacketKey.Of(match)) ?? true;
    }

    /// <inheritdoc/>
    public bool Equals(MatchField? other) =>
        ReferenceEquals(this, other)
        || (other is not null && IsUnknown == other.IsUnknown && IsVariable == other.IsVariable && (IsUnknown || IsVariable) && Experimenter == other.Experimenter && OxmClass == other.OxmClass && Number == other.Number && HasMaskBit == other.HasMaskBit && Size == other.Size);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MatchField);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Experimenter, OxmClass, Number);

    /// <summary>The field's name.</summary>
    public override string ToString() => Name;

    internal static MatchField Find(uint experimenter, ushort oxmClass, byte number, bool hasMask, int payloadSize)
    {
        if (!s_byKey.TryGetValue(Key(experimenter, oxmClass, number), out var field))
            return new MatchField(oxmClass, number, experimenter, hasMask, payloadSize);
        return field.IsVariable ? field.Sized(hasMask ? payloadSize / 2 : payloadSize, hasMask) : field;
    }

    /// <summary>The field with values of another size.</summary>
    internal MatchField Sized(int size, bool hasMask = false) =>
        size == Size
            ? this
            : new MatchField(Name, size * 8, size, Format, Traits, Prerequisite, _headers) { Canonical = Canonical, Order = Order, IsVariable = true, HasMaskBit = size == 0 && hasMask };

    /// <summary>Finds a field by the name ovs-ofctl knows it by, <c>nw_src</c> or <c>ip_src</c>.</summary>
    internal static MatchField? FindName(string name) => s_byName.GetValueOrDefault(name);

    /// <summary>Finds a field by a name that also may be that of a header, <c>NXM_OF_IP_SRC</c>; the result has the header Nicira's actions use.</summary>
    internal static MatchField? FindForAction(string name)
    {
        // The names of maskable fields once came a second time with _W, and still may.
        var plain = name.EndsWith("_W", StringComparison.Ordinal) ? name[..^2] : name;
        return (s_byHeaderName.GetValueOrDefault(plain) ?? FindName(name))?.ForAction;
    }

    /// <summary>Every name a field may be given in text, for suggestions.</summary>
    internal static IEnumerable<string> Names => s_byName.Keys;

    /// <summary>The field with the header Nicira's actions use for it.</summary>
    internal MatchField ForAction { get; private set; }

    private static ulong Key(uint experimenter, ushort oxmClass, byte number) => (ulong)experimenter << 32 | (uint)(oxmClass << 7 | number);

    private static MatchField Row(string name, int bitCount, FieldFormat format, FieldTraits traits, FieldPrerequisite? prerequisite, FieldHeader[] headers, int bytes = 0, ulong maximum = 0, bool isVariable = false)
    {
        var size = bytes > 0 ? bytes : (bitCount + 7) / 8;
        var field = new MatchField(name, bitCount, size, format, traits, prerequisite, headers) { IsVariable = isVariable };
        if (maximum > 0) field.Maximum = maximum;
        s_rows.Add(field);
        return field.WithOtherForms();
    }

    private static MatchField ActionRow(string name, int bitCount, FieldFormat format, FieldTraits traits, FieldPrerequisite? prerequisite, FieldHeader[] headers)
    {
        var field = new MatchField(name, bitCount, (bitCount + 7) / 8, format, traits, prerequisite, headers);
        s_actionRows.Add(field);
        return field;
    }

    private static IReadOnlyList<MatchField> Rows(int count, Func<int, MatchField> row) => [.. Enumerable.Range(0, count).Select(row)];

    private MatchField WithOtherForms()
    {
        _otherForms = [.. Enumerable.Range(1, _headers.Length - 1).Select(form => new MatchField(Name, BitCount, Size, Format, Traits, Prerequisite, _headers, form) { Canonical = this, Maximum = Maximum })];
        if (Array.FindIndex(_headers, header => header.IsNxm) is > 0 and var nxm) ForAction = _otherForms[nxm - 1];
        foreach (var form in _otherForms) form.ForAction = ForAction;
        return this;
    }

    private MatchField Also(params string[] names)
    {
        _otherNames = names;
        return this;
    }
}
