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
    private static readonly FrozenDictionary<string, MatchField> s_wireNames;
    private static readonly FrozenDictionary<MatchField, MatchField> s_aliasOf;

    private readonly FieldPrerequisite[] _prerequisites;

    static MatchField()
    {
        All = s_order;
        MatchField[] every = [.. s_order, .. s_actionOnly, .. s_aliases];
        s_byKey = every.ToFrozenDictionary(field => Key(field.Experimenter, field.OxmClass, field.Number));
        s_byName = every.Where(field => ReferenceEquals(field.Canonical, field)).ToFrozenDictionary(field => field.Name);
        s_aliasOf = s_aliases.ToFrozenDictionary(alias => alias.Canonical);
        foreach (var alias in s_aliases) alias.Canonical.WireName = alias.WireName;
        s_wireNames = every.Where(field => field.WireName != field.Name).DistinctBy(field => field.WireName).ToFrozenDictionary(field => field.WireName, field => field.ForAction);
        for (var i = 0; i < All.Count; i++) All[i].Order = i;
    }

    private MatchField(ushort oxmClass, byte number, string name, int bitCount, bool isMaskable, FieldFormat format, params FieldPrerequisite[] prerequisites)
    {
        OxmClass = oxmClass;
        Number = number;
        Name = name;
        BitCount = bitCount;
        // Whole bytes, but the 20-bit labels travel in 32 bits.
        Size = bitCount == 20 ? 4 : (bitCount + 7) / 8;
        IsMaskable = isMaskable;
        Format = format;
        _prerequisites = prerequisites;
        Canonical = this;
        WireName = name;
    }

    private MatchField(ushort oxmClass, byte number, bool hasMask, int size)
        : this(oxmClass, number, string.Create(CultureInfo.InvariantCulture, $"oxm_{oxmClass:x4}_{number}"), size * 8, isMaskable: false, FieldFormat.Hexadecimal)
    {
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
    public int Size { get; private init; }

    /// <summary>The experimenter of a field of class 0xffff, such as 0x4f4e4600 for the ONF; 0 for the other classes.</summary>
    public uint Experimenter { get; private init; }

    /// <summary>False when no action may write the field.</summary>
    public bool IsWritable { get; private set; } = true;

    /// <summary>True when Open vSwitch accepts a mask on the field.</summary>
    public bool IsMaskable { get; }

    /// <summary>True when the field is in no table of this library; its value holds the whole payload, with the mask if there is one.</summary>
    public bool IsUnknown { get; }

    internal FieldFormat Format { get; }

    /// <summary>The HM bit of an unknown field's header, part of its identity because where the mask begins is not known.</summary>
    internal bool HasMaskBit { get; }

    /// <summary>The field as OpenFlow 1.3 matches on it, when this is only another header of the same thing (NXM_OF_IP_SRC for ip_src).</summary>
    internal MatchField Canonical { get; private init; }

    /// <summary>The name Open vSwitch gives the field in a part of it, <c>NXM_OF_IP_SRC</c>.</summary>
    internal string WireName { get; private set; }

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
        return Array.TrueForAll(_prerequisites, prerequisite => prerequisite.IsMetBy(match));
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
            return new MatchField(oxmClass, number, hasMask, payloadSize) { Experimenter = experimenter };
        return field.IsVariable ? field.Sized(hasMask ? payloadSize / 2 : payloadSize) : field;
    }

    /// <summary>The field with values of another size.</summary>
    internal MatchField Sized(int size) =>
        size == Size ? this : new MatchField(OxmClass, Number, Name, size * 8, IsMaskable, Format) { WireName = WireName, Canonical = Canonical, Order = Order, IsVariable = true };

    /// <summary>Finds a field by the name ovs-ofctl knows it by, <c>nw_src</c> or <c>ip_src</c>.</summary>
    internal static MatchField? FindName(string name) => s_byName.GetValueOrDefault(s_otherNames.GetValueOrDefault(name, name));

    /// <summary>Finds a field by a name that also may be that of its header, <c>NXM_OF_IP_SRC</c>; the header Nicira's actions use, where it has one.</summary>
    internal static MatchField? FindForAction(string name)
    {
        if (s_wireNames.TryGetValue(name, out var exact)) return exact;
        var plain = name.StartsWith("OXM_OF_", StringComparison.Ordinal) ? s_standardNames.GetValueOrDefault(name[7..], name[7..].ToLowerInvariant()) : name;
        return FindName(plain) is { } field ? field.ForAction : null;
    }

    /// <summary>The field with the header Nicira's actions use for it.</summary>
    internal MatchField ForAction => s_aliasOf.GetValueOrDefault(this, this);

    private static ulong Key(uint experimenter, ushort oxmClass, byte number) => (ulong)experimenter << 32 | (uint)(oxmClass << 7 | number);
}
