namespace OvsCtl.Netns;

/// <summary>How to start a program with <see cref="NetworkNamespace.Spawn"/>. Standard input is /dev/null; no other descriptor is passed on.</summary>
public sealed record SpawnOptions
{
    /// <summary>The program, looked up in this process's PATH unless it holds a '/', and its arguments.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The whole environment; null for this process's own.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>The working directory; null for this process's own.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>A file that standard output and error are appended to, made with mode 0644 when missing; null for /dev/null.</summary>
    public string? OutputPath { get; init; }

    /// <summary>What the program has for itself beside the network; null for nothing.</summary>
    public ProcessIsolation? Isolation { get; init; }
}
