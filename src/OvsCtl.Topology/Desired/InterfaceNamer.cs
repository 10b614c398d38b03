using System.Globalization;
using System.Text;

namespace OvsCtl.Topology.Desired;

/// <summary>Hands out names for the switch's ends of cables: readable when they fit, hashed when they do not.</summary>
internal sealed class InterfaceNamer(string lab, IEnumerable<string> taken)
{
    /// <summary>IFNAMSIZ less the closing NUL, in bytes (linux/if.h).</summary>
    public const int MaxLength = 15;

    private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    public string NameFor(string owner, string ifName)
    {
        var readable = $"{owner}-{ifName}";
        if (Encoding.UTF8.GetByteCount(readable) <= MaxLength && _taken.Add(readable)) return readable;
        // Eight characters of the owner still tell people where to look; six of hash tell the names apart.
        for (var round = 0; ; round++)
        {
            var hash = StableHash.Of($"{lab}/{owner}/{ifName}/{round}").ToString("x16", CultureInfo.InvariantCulture)[..6];
            var name = $"{owner[..Math.Min(8, owner.Length)]}-{hash}";
            if (_taken.Add(name)) return name;
        }
    }
}
