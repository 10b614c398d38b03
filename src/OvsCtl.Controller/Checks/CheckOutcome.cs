namespace OvsCtl.Controller.Checks;

/// <param name="Index">Place among the lab's checks, from 0.</param>
/// <param name="Text">As the file says it.</param>
/// <param name="IsOk">Whether it holds.</param>
/// <param name="Detail">What was seen.</param>
/// <param name="Elapsed">Wall time.</param>
public sealed record CheckOutcome(int Index, string Text, bool IsOk, string Detail, TimeSpan Elapsed);
