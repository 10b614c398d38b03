using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>
/// What is wrong, in OpenFlow's own terms: the type and code an OFPT_ERROR carries (OpenFlow 1.3 §7.4.4), with the experimenter for
/// the errors of Nicira and of the ONF's extensions.
/// </summary>
public readonly record struct OpenFlowErrorCode
{
    internal const ushort OFPET_EXPERIMENTER = 0xffff;
    private const uint None = 0xffffffff;

    private static readonly string[] s_types =
    [
        "OFPET_HELLO_FAILED", "OFPET_BAD_REQUEST", "OFPET_BAD_ACTION", "OFPET_BAD_INSTRUCTION", "OFPET_BAD_MATCH", "OFPET_FLOW_MOD_FAILED",
        "OFPET_GROUP_MOD_FAILED", "OFPET_PORT_MOD_FAILED", "OFPET_TABLE_MOD_FAILED", "OFPET_QUEUE_OP_FAILED", "OFPET_SWITCH_CONFIG_FAILED",
        "OFPET_ROLE_REQUEST_FAILED", "OFPET_METER_MOD_FAILED", "OFPET_TABLE_FEATURES_FAILED",
    ];

    private readonly OfpError _value;

    internal OpenFlowErrorCode(OfpError value) => _value = value;

    /// <summary>An error as on the wire.</summary>
    /// <param name="type">The type (ofp_error_type).</param>
    /// <param name="code">The code, which only means something together with the type; the experimenter's own number when the type is OFPET_EXPERIMENTER.</param>
    /// <param name="experimenter">Whose error it is when the type is OFPET_EXPERIMENTER, 0xffff; otherwise 0.</param>
    public OpenFlowErrorCode(ushort type, ushort code, uint experimenter = 0) => _value = (OfpError)((ulong)experimenter << 32 | (uint)type << 16 | code);

    /// <summary>The error type (ofp_error_type).</summary>
    public ushort Type => (ushort)((ulong)_value >> 16);

    /// <summary>The error code; its meaning depends on <see cref="Type"/> and <see cref="Experimenter"/>.</summary>
    public ushort Code => (ushort)_value;

    /// <summary>Whose error it is when the type is OFPET_EXPERIMENTER: 0x2320 for Nicira, 0x4f4e4600 for the ONF. 0 for the standard's errors.</summary>
    public uint Experimenter => (uint)((ulong)_value >> 32);

    /// <summary>True when Open vSwitch has a name for the error.</summary>
    public bool IsKnown => Enum.IsDefined(_value);

    /// <summary>True when OpenFlow 1.3 has a number for the error; a few have one in other versions only.</summary>
    public bool IsInVersion13 => Experimenter != None;

    /// <summary>The error in the words of Open vSwitch, <c>OFPFMFC_TABLE_FULL</c>; the code as a number when there is none.</summary>
    public string Name => IsKnown ? _value.ToString() : Code.ToString(CultureInfo.InvariantCulture);

    /// <summary>The error type in the words of the standard, <c>OFPET_FLOW_MOD_FAILED</c>; the number when there is none.</summary>
    public string TypeName =>
        Type < s_types.Length ? s_types[Type]
        : Type == OFPET_EXPERIMENTER ? "OFPET_EXPERIMENTER"
        : Type.ToString(CultureInfo.InvariantCulture);

    /// <summary>The name, as in <see cref="Name"/>.</summary>
    public override string ToString() => Name;
}
