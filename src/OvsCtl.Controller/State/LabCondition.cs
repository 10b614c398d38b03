namespace OvsCtl.Controller.State;

/// <summary>One answer about a lab, with its reason; docs/state.md lists them.</summary>
/// <param name="Type">The question: <see cref="Applied"/> or <see cref="Converged"/>.</param>
/// <param name="Status">The answer.</param>
/// <param name="Reason">Why, in one word for programs.</param>
/// <param name="Message">Why, in a sentence for people; may be empty.</param>
/// <param name="Since">When the answer last changed.</param>
public sealed record LabCondition(string Type, bool Status, string Reason, string Message, DateTimeOffset Since)
{
    public const string Applied = "Applied";
    public const string Converged = "Converged";

    /// <summary>The newer of two about the same; the time stays while the answer does.</summary>
    public LabCondition After(LabCondition? before) => before is not null && before.Status == Status ? this with { Since = before.Since } : this;
}
