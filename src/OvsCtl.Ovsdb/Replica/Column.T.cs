namespace OvsCtl.Ovsdb;

/// <summary>One column with the .NET type that its values are read as; made by <see cref="Column"/> or <see cref="TableSchema.Column{T}"/>.</summary>
/// <typeparam name="T">What <see cref="Read"/> gives.</typeparam>
public sealed class Column<T>
{
    private readonly Func<OvsdbValue, T> _read;

    internal Column(string name, Func<OvsdbValue, T> read)
    {
        Name = name;
        _read = read;
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>What the row's column holds.</summary>
    /// <exception cref="KeyNotFoundException">The column is not monitored, as when the server's schema is older than the column.</exception>
    /// <exception cref="InvalidOperationException">The column holds something of another type.</exception>
    public T Read(Row row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var value = row[Name];
        try
        {
            return _read(value);
        }
        catch (InvalidCastException e)
        {
            throw new InvalidOperationException($"column {Name} holds {value}, which is not to be read as {typeof(T)}", e);
        }
    }

    /// <summary>Reads a value by itself.</summary>
    /// <exception cref="InvalidCastException">The value is of another type.</exception>
    internal T ReadValue(OvsdbValue value) => _read(value);

    /// <summary>The column's name.</summary>
    public override string ToString() => Name;
}
