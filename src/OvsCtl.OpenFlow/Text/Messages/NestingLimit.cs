namespace OvsCtl.OpenFlow;

/// <summary>
/// How messages within messages are shown: an error carries the message it is about, which may be an error again. Without a limit a
/// message could use up the stack.
/// </summary>
/// <param name="WithPayload">Whether the payload of echo messages is shown.</param>
/// <param name="Depth">How many messages this one is in.</param>
internal readonly record struct NestingLimit(bool WithPayload, int Depth = 0)
{
    private const int Deepest = 200;

    /// <summary>For a message within this one. Open vSwitch leaves out the payloads there.</summary>
    /// <exception cref="OpenFlowTextException">There are too many around it.</exception>
    public NestingLimit Next() => Depth < Deepest ? new(false, Depth + 1) : throw new OpenFlowTextException($"Messages are nested more than {Deepest} deep.");
}
