namespace OvsCtl.OpenFlow;

/// <summary>Finds what somebody who mistyped a word may have meant.</summary>
internal static class NearestWord
{
    private const int MaxLength = 32;

    /// <returns>Null when no word is near: more than a third of it would have to change.</returns>
    public static string? Of(string text, IEnumerable<string> words)
    {
        if (text.Length is 0 or > MaxLength) return null;
        var (best, bestDistance) = ((string?)null, Math.Max(1, text.Length / 3) + 1);
        foreach (var word in words)
        {
            var distance = Math.Abs(word.Length - text.Length) < bestDistance ? Distance(text, word) : bestDistance;
            if (distance < bestDistance) (best, bestDistance) = (word, distance);
        }

        return best;
    }

    // Levenshtein: characters inserted, left out or exchanged.
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var isSame = char.ToLowerInvariant(one[i - 1]) == char.ToLowerInvariant(other[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (isSame ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
