namespace OvsCtl.OpenFlow;

/// <summary>One of the ways a field is named on the wire: class and number, for class 0xffff also the experimenter.</summary>
internal sealed record FieldHeader(string Name, ushort OxmClass, byte Number, uint Experimenter = 0)
{
    public const ushort Standard = 0x8000;
    public const ushort PacketRegisters = 0x8001;
    public const ushort Ericsson = 0x1000;

    private const ushort OFPXMC_EXPERIMENTER = 0xffff;

    /// <summary>True for the classes of Nicira's match format, which Nicira's actions prefer.</summary>
    public bool IsNxm => OxmClass <= 1;

    public static FieldHeader Oxm(string name, byte number) => new("OXM_OF_" + name, Standard, number);

    public static FieldHeader NxmOf(string name, byte number) => new("NXM_OF_" + name, 0, number);

    public static FieldHeader NxmNx(string name, byte number) => new("NXM_NX_" + name, 1, number);

    public static FieldHeader Nicira(string name, byte number) => new("NXOXM_ET_" + name, OFPXMC_EXPERIMENTER, number, 0x00002320);

    public static FieldHeader Nsh(string name, byte number) => new("NXOXM_NSH_" + name, OFPXMC_EXPERIMENTER, number, 0x005ad650);

    public static FieldHeader Onf(string name, byte number) => new("ONFOXM_ET_" + name, OFPXMC_EXPERIMENTER, number, 0x4f4e4600);
}
