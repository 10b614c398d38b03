namespace OvsCtl.Controller.Labs;

/// <summary>A lab's row whose text is no lab.</summary>
/// <param name="FileName">As the row gives it.</param>
/// <param name="Text">The text.</param>
/// <param name="Generation">The row's.</param>
/// <param name="Message">What is wrong with it, and where.</param>
public sealed record LabRefusal(string FileName, string Text, long Generation, string Message);
