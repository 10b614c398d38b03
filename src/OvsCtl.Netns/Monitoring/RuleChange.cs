namespace OvsCtl.Netns;

/// <summary>A routing rule.</summary>
/// <param name="Rule">The one it is about.</param>
/// <param name="IsDeleted">True when it is gone.</param>
public sealed record RuleChange(Rule Rule, bool IsDeleted) : NetworkChange;
