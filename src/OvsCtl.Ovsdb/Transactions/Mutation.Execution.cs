namespace OvsCtl.Ovsdb;

/// <content>What a mutation makes of a row.</content>
public sealed partial record Mutation
{
    /// <summary>The row as a server would leave it; the one given stays as it is.</summary>
    /// <exception cref="OvsdbException">
    /// The mutation does not fit the column, or cannot be carried out on what it holds: <see cref="OvsdbErrorKind.DomainError"/> (a division by zero),
    /// <see cref="OvsdbErrorKind.RangeError"/> (a result beyond 64 bits, or no finite real) or <see cref="OvsdbErrorKind.ConstraintViolation"/> (a result that the column
    /// may not hold).
    /// </exception>
    /// <exception cref="KeyNotFoundException">The row has no such column.</exception>
    public Row Execute(Row row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var column = row.FindColumn(Column);
        CheckMutable(row.Table, column);
        WhyNot(column.Type)?.Throw(row.Table, Column);
        var operand = OperandType(column.Type).Coerce(Value);
        try
        {
            return row.With(Column, Mutator is "insert" or "delete" ? Combine(column.Type, row[Column], operand) : Calculate(column.Type, row[Column], operand.AsSet()[0]));
        }
        catch (OvsdbException e)
        {
            throw new OvsdbException(e.Kind, $"table {row.Table}, column {Column}: {e.Message}", e) { Table = row.Table, Column = Column };
        }
    }

    /// <summary>The row after all of them, one after the other.</summary>
    /// <exception cref="OvsdbException">One of them cannot be carried out: see <see cref="Execute(Row)"/>.</exception>
    /// <exception cref="KeyNotFoundException">The row has no such column.</exception>
    public static Row Execute(IEnumerable<Mutation> mutations, Row row) => mutations.Aggregate(row, (changed, mutation) => mutation.Execute(changed));

    private OvsdbValue Combine(ColumnType type, OvsdbValue held, OvsdbValue operand)
    {
        OvsdbValue result = (held, operand) switch
        {
            (OvsdbMap map, OvsdbMap pairs) when Mutator == "insert" => OvsdbMap.Of(map.Concat(pairs.Where(pair => !map.ContainsKey(pair.Key)))),
            (OvsdbMap map, OvsdbMap pairs) => OvsdbMap.Of(map.Where(pair => !pairs.Includes(pair))),
            (OvsdbMap map, _) => OvsdbMap.Of(map.Where(pair => !operand.AsSet().Contains(pair.Key))),
            _ when Mutator == "insert" => OvsdbSet.Of(held.AsSet().Concat(operand.AsSet())),
            _ => OvsdbSet.Of(held.AsSet().Where(atom => !operand.AsSet().Contains(atom))),
        };
        var count = result.ElementCount;
        return count >= type.Min && count <= type.Max ? result : throw Failed(OvsdbErrorKind.ConstraintViolation, $"\"{Mutator}\" would leave {count} elements in {type}");
    }

    private OvsdbValue Calculate(ColumnType type, OvsdbValue held, OvsdbAtom operand)
    {
        List<OvsdbAtom> results = [.. held.AsSet().Select(atom => Calculate(atom, operand))];
        if (results.Select(type.Key.WhyNot).FirstOrDefault(reason => reason is not null) is { } reason) throw Failed(OvsdbErrorKind.ConstraintViolation, reason);
        if (type.IsScalar) return results[0];
        var set = OvsdbSet.Of(results);
        return set.Count == results.Count ? set : throw Failed(OvsdbErrorKind.ConstraintViolation, $"the result of \"{Mutator}\" has duplicates");
    }

    private OvsdbAtom Calculate(OvsdbAtom atom, OvsdbAtom operand)
    {
        try
        {
            if (atom is OvsdbInteger { Value: var x } && operand is OvsdbInteger { Value: var y }) return Calculate(x, y);
            // What is no integer here is a real: only these two have arithmetic.
            var real = Calculate(((OvsdbReal)atom).Value, ((OvsdbReal)operand).Value);
            return double.IsFinite(real) ? new OvsdbReal(real) : throw new OverflowException();
        }
        catch (DivideByZeroException e)
        {
            throw Failed(OvsdbErrorKind.DomainError, "division by zero", e);
        }
        catch (OverflowException e)
        {
            throw Failed(OvsdbErrorKind.RangeError, $"the result of {atom} {Mutator} {operand} is out of range", e);
        }
    }

    private long Calculate(long x, long y) => Mutator switch
    {
        "+=" => checked(x + y),
        "-=" => checked(x - y),
        "*=" => Multiply(x, y),
        // The processor refuses both for the least number and -1.
        "/=" => x == long.MinValue && y == -1 ? throw new OverflowException() : x / y,
        _ => x == long.MinValue && y == -1 ? throw new OverflowException() : x % y,
    };

    private double Calculate(double x, double y) => Mutator switch
    {
        "+=" => x + y,
        "-=" => x - y,
        "*=" => x * y,
        _ => y == 0 ? throw new DivideByZeroException() : x / y,
    };

    // ovsdb/mutation.c refuses more than what overflows: 1 times the greatest number, and -1 times a negative one whose own square would overflow. (What it lets
    // overflow, of two negative numbers, is refused here.)
    private static long Multiply(long x, long y)
    {
        var isRefused = (x > 0 && y > 0 && x >= long.MaxValue / y) || (x < 0 && y < 0 && y < long.MaxValue / y);
        return isRefused ? throw new OverflowException() : checked(x * y);
    }

    private static OvsdbException Failed(OvsdbErrorKind kind, string reason, Exception? inner = null) => new(kind, reason, inner);
}
