namespace OvsCtl.Cli.CommandLine;

/// <summary>Finds what a mistyped name was meant to be.</summary>
internal static class NearestName
{
    /// <returns>Null when nothing is near: a wild guess helps nobody.</returns>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        // Two of three letters changed make any word of any other.
        var limit = name.Length <= 3 ? 1 : Math.Max(2, name.Length / 3);
        return candidates
            .Select(candidate => (Candidate: candidate, Distance: Distance(name, candidate)))
            .Where(pair => pair.Distance <= limit)
            .OrderBy(pair => pair.Distance)
            .Select(pair => pair.Candidate)
            .FirstOrDefault();
    }

    // Levenshtein's distance, two rows at a time.
    private static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        var current = new int[b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(change, Math.Min(previous[j], current[j - 1]) + 1);
            }
            (previous, current) = (current, previous);
        }
        return previous[b.Length];
    }
}
