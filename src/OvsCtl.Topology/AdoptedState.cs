using System.Diagnostics.CodeAnalysis;
using System.Text;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology;

/// <summary>
/// What an interface was in root before a lab adopted it. It is kept in the interface's own alias, behind the lab's mark: that goes with it through every
/// namespace, back to the initial one too when the host's is deleted, and needs neither file nor database to give it back.
/// </summary>
public sealed record AdoptedState(bool IsUp, IReadOnlyList<InterfaceAddress> Addresses, string Alias)
{
    /// <summary>IFALIASZ less the closing NUL (linux/if.h).</summary>
    public const int LongestAlias = 255;

    private const string Word = "adopted";

    /// <summary>Of one that somebody else has moved already.</summary>
    public static AdoptedState Unknown { get; } = new(true, [], "");

    /// <summary>What follows the lab's name in the alias: <c>adopted up 10.0.0.1/24,10.0.0.2/24 the old alias</c>.</summary>
    public string Purpose =>
        $"{Word} {(IsUp ? "up" : "down")} {(Addresses.Count == 0 ? "-" : string.Join(',', Addresses))}{(Alias.Length == 0 ? "" : $" {Alias}")}";

    /// <summary>Whether it can be remembered at all.</summary>
    public bool Fits(string lab) => Encoding.UTF8.GetByteCount(LabMark.Alias(lab, Purpose)) <= LongestAlias;

    /// <summary>Reads an alias with a lab's mark.</summary>
    public static bool TryParse(string? alias, [NotNullWhen(true)] out AdoptedState? before)
    {
        before = null;
        if (alias is null || !LabMark.TryParseAlias(alias, out _) || alias.Split(' ', 5) is not [_, Word, "up" or "down", var list, ..] words) return false;
        var addresses = new List<InterfaceAddress>();
        foreach (var text in list == "-" ? [] : list.Split(','))
        {
            if (!InterfaceAddress.TryParse(text, out var address)) return false;
            addresses.Add(address);
        }

        before = new AdoptedState(words[2] == "up", addresses, words.Length == 5 ? words[4] : "");
        return true;
    }

    public bool Equals(AdoptedState? other) => other is not null && Purpose == other.Purpose;

    public override int GetHashCode() => Purpose.GetHashCode(StringComparison.Ordinal);
}
