using OvsCtl.OpenFlow;

namespace OvsCtl.Daemon.Standalone;

/// <summary>The command line of an OpenFlow controller without Open vSwitch's database.</summary>
internal sealed record StandaloneOptions
{
    public required IReadOnlyList<OpenFlowTarget> Targets { get; init; }

    /// <summary>For <c>pssl:</c> targets; null when no certificate was given.</summary>
    public required OpenFlowTlsOptions? Tls { get; init; }

    public required bool IsVerbose { get; init; }
}
