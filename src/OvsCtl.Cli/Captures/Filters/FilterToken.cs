namespace OvsCtl.Cli.Captures.Filters;

/// <summary>A word of a filter or a parenthesis; empty at the end.</summary>
internal readonly record struct FilterToken(string Text, int At)
{
    public bool IsEnd => Text.Length == 0;

    public static IEnumerable<FilterToken> Read(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var start = at++;
            if (char.IsWhiteSpace(text[start])) continue;
            if (!IsSign(text[start])) while (at < text.Length && !char.IsWhiteSpace(text[at]) && !IsSign(text[at])) at++;
            // Also as C writes them.
            else if (at < text.Length && text[at] == text[start] && text[start] is '&' or '|') at++;
            yield return new FilterToken(text[start..at], start);
        }

        yield return new FilterToken("", text.TrimEnd().Length);
    }

    private static bool IsSign(char c) => c is '(' or ')' or '!' or '&' or '|';
}
