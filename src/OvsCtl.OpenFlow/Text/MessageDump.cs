namespace OvsCtl.OpenFlow;

/// <summary>A message in words.</summary>
/// <param name="Text">What <c>ovs-ofctl ofp-print</c> writes for it, with all line ends.</param>
/// <param name="Message">The message; null when it could not be read.</param>
/// <param name="Error">What is wrong with it, if anything. The text tells of it too.</param>
public sealed record MessageDump(string Text, OpenFlowMessage? Message, OpenFlowException? Error);
