using System.Text;

namespace OvsCtl.Ovsdb;

/// <summary>A finite IEEE 754 double.</summary>
public sealed record OvsdbReal : OvsdbAtom
{
    /// <exception cref="ArgumentOutOfRangeException">JSON has no infinity and no NaN.</exception>
    public OvsdbReal(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "an OVSDB real is finite");
        // Adding zero turns -0 into 0, which Open vSwitch does not tell apart.
        Value = value + 0.0;
    }

    /// <summary>The number.</summary>
    public double Value { get; }

    internal override void WriteTo(OvsdbJsonWriter writer) => writer.WriteRaw(Encoding.ASCII.GetBytes(RealText.Exact(Value)));
}
