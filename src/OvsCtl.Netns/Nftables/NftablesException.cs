namespace OvsCtl.Netns;

/// <summary>libnftables refused a command. None of the commands given with it took effect.</summary>
/// <param name="commands">What was to be run.</param>
/// <param name="details">The library's own text, with the place it objects to as <c>commands:LINE:COLUMNS</c>.</param>
public sealed class NftablesException(string commands, string details) : Exception($"nftables: {details.Trim()}")
{
    /// <summary>What was to be run.</summary>
    public string Commands { get; } = commands;

    /// <summary>The library's own text, with the place it objects to as <c>commands:LINE:COLUMNS</c>.</summary>
    public string Details { get; } = details;
}
