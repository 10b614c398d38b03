namespace OvsCtl.Topology.LabFiles.Values;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NearestName
{
    // Longer words are nobody's slip, and the comparison is quadratic.
    private const int LongestCompared = 64;

    /// <summary>The name with the fewest single-letter edits, at most a third of the letters; null for none.</summary>
    public static string? Of(string given, IEnumerable<string> names)
    {
        if (given.Length > LongestCompared) return null;
        string? nearest = null;
        var best = Math.Max(1, given.Length / 3) + 1;
        foreach (var name in names)
        {
            if (Math.Abs(name.Length - given.Length) >= best) continue;
            var distance = Distance(given, name);
            if (distance >= best) continue;
            best = distance;
            nearest = name;
        }

        return nearest;
    }

    /// <summary>Levenshtein's distance with two neighbours swapped counting as one edit; letter case counts nothing.</summary>
    private static int Distance(string a, string b)
    {
        var (beforeLast, last, row) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++) row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            (beforeLast, last, row) = (last, row, beforeLast);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (IsSame(a[i - 1], b[j - 1]) ? 0 : 1));
                if (i > 1 && j > 1 && IsSame(a[i - 1], b[j - 2]) && IsSame(a[i - 2], b[j - 1])) row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }
        }

        return row[^1];
    }

    private static bool IsSame(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
