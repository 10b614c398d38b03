namespace OvsCtl.Cli.Labs;

/// <summary>A lab file that was read and is well formed.</summary>
internal sealed record LabSource(string Name, string FileName, string Text);
