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
    private static readonly FrozenDictionary<int, MatchField> s_byKey;

    private readonly FieldPrerequisite[] _prerequisites;

    static MatchField()
    {
        All = s_table;
        s_byKey = All.ToFrozenDictionary(field => Key(field.OxmClass, field.Number));
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
    public int Size { get; }

    /// <summary>True when Open vSwitch accepts a mask on the field.</summary>
    public bool IsMaskable { get; }

    /// <summary>True when the field is in no table of this library; its value holds the whole payload, with the mask if there is one.</summary>
    public bool IsUnknown { get; }

    internal FieldFormat Format { get; }

    /// <summary>The HM bit of an unknown field's header, part of its identity because where the mask begins is not known.</summary>
    internal bool HasMaskBit { get; }

    internal int Order { get; private set; } = int.MaxValue;

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
        || (other is { IsUnknown: true } && IsUnknown && OxmClass == other.OxmClass && Number == other.Number && HasMaskBit == other.HasMaskBit && Size == other.Size);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MatchField);

    /// <inheritdoc/>
    public override int GetHashCode() => Key(OxmClass, Number);

    /// <summary>The field's name.</summary>
    public override string ToString() => Name;

    internal static MatchField Find(ushort oxmClass, byte number, bool hasMask, int payloadSize) =>
        s_byKey.TryGetValue(Key(oxmClass, number), out var field) ? field : new MatchField(oxmClass, number, hasMask, payloadSize);

    private static int Key(ushort oxmClass, byte number) => oxmClass << 7 | number;
}
