namespace OvsCtl.Controller.Checks;

/// <summary>One try at getting something through.</summary>
/// <param name="GotThrough">Whether it did.</param>
/// <param name="Detail">The round trip or the answer; the error text when it did not.</param>
internal sealed record Attempt(bool GotThrough, string Detail);
