namespace OvsCtl.OpenFlow;

/// <summary>A flow's text is wrong. The message says what is, and what is allowed there.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="position">Where in the text, from 0.</param>
public sealed class FlowSyntaxException(string message, int position) : FormatException($"at character {position + 1}: {message}")
{
    /// <summary>Where in the text, from 0.</summary>
    public int Position { get; } = position;
}
