using System.Numerics;

namespace OvsCtl.OpenFlow;

/// <summary>What flows of a table can do.</summary>
/// <param name="Next">The tables they can go on to: bit n for table n.</param>
/// <param name="Instructions">The instructions Open vSwitch knows: bit n for type n.</param>
/// <param name="Write">What the action set can do.</param>
/// <param name="Apply">What actions can do at once.</param>
internal sealed record TableInstructions(BigInteger Next, uint Instructions, TableActions Write, TableActions Apply)
{
    public bool IsEmpty => Next.IsZero && Instructions == 0 && Write.IsEmpty && Apply.IsEmpty;

    /// <summary>
    /// Compares with what flows of another table can do. No table can go back to itself, so of two that follow one another the second
    /// leads to one table less; they are the same all the same.
    /// </summary>
    public bool IsSameAs(TableInstructions other, int table, int otherTable) =>
        IsSameNext(Next, table, other.Next, otherTable) && Instructions == other.Instructions && Write == other.Write && Apply == other.Apply;

    private static bool IsSameNext(BigInteger a, int aTable, BigInteger b, int bTable)
    {
        if (bTable == aTable + 1 && Has(a, bTable) && !Has(b, bTable)) return (a ^ BigInteger.One << bTable) == b;
        return aTable == bTable + 1 ? IsSameNext(b, bTable, a, aTable) : a == b;
    }

    private static bool Has(BigInteger tables, int table) => !(tables >> table).IsEven;
}
