namespace OvsCtl.Cli.Diagnostics;

/// <summary>Something the machine must have.</summary>
/// <param name="Name">As people call it.</param>
/// <param name="IsMet">Whether it is there.</param>
/// <param name="Seen">What was found: a path, a version, a reason.</param>
/// <param name="Fix">The command that mends it.</param>
/// <param name="IsOptional">Something works without it.</param>
internal sealed record Prerequisite(string Name, bool IsMet, string Seen, string Fix, bool IsOptional = false);
