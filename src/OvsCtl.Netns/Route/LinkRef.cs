using System.Globalization;

namespace OvsCtl.Netns;

/// <summary>Names an interface in a request, by name (or alternative name) or by index.</summary>
public readonly record struct LinkRef
{
    private LinkRef(string? name, int ifIndex)
    {
        Name = name;
        IfIndex = ifIndex;
    }

    /// <summary>The name, or null when the interface is given by index.</summary>
    public string? Name { get; }

    /// <summary>The index, or 0 when the interface is given by name.</summary>
    public int IfIndex { get; }

    /// <summary>By name or alternative name.</summary>
    /// <exception cref="ArgumentException">The name is null or empty.</exception>
    public static implicit operator LinkRef(string name) => FromString(name);

    /// <summary>By index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not positive.</exception>
    public static implicit operator LinkRef(int ifIndex) => FromInt32(ifIndex);

    /// <summary>By name or alternative name.</summary>
    /// <exception cref="ArgumentException">The name is null or empty.</exception>
    public static LinkRef FromString(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new LinkRef(name, 0);
    }

    /// <summary>By index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not positive.</exception>
    public static LinkRef FromInt32(int ifIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ifIndex);
        return new LinkRef(null, ifIndex);
    }

    /// <inheritdoc/>
    public override string ToString() => Name ?? string.Create(CultureInfo.InvariantCulture, $"#{IfIndex}");
}
