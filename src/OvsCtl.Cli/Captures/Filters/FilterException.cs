namespace OvsCtl.Cli.Captures.Filters;

/// <summary>A text that is no filter, with the place.</summary>
internal sealed class FilterException(string problem, string text, int at, int length)
    : Exception($"the filter: {problem}\n  {text}\n  {new string(' ', at)}^{new string('~', Math.Max(0, length - 1))}");
