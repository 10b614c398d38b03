namespace OvsCtl.Ovsdb;

/// <summary>How a connection behaves; the defaults suit a server on the same machine.</summary>
public sealed record OvsdbConnectionOptions
{
    /// <summary>
    /// After this much silence an "echo" is sent, and after as much again without a byte the connection is given up. ovsdb-server
    /// never probes on unix sockets, so this is the only thing that notices a hung one. <see cref="Timeout.InfiniteTimeSpan"/> turns it off; else it is at least 1 s. Default 10 s.
    /// </summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Greatest size in bytes of one message received; a longer one ends the connection. Default 256 MiB.</summary>
    public int MaximumMessageSize { get; init; } = 256 * 1024 * 1024;

    /// <summary>Keys and certificates for <c>ssl:</c> endpoints; null when there are none.</summary>
    public OvsdbTlsOptions? Tls { get; init; }

    /// <summary>
    /// For a loop in which each request waits for the answer before it, and little else runs: true to go on, on the thread that receives, with what awaits an answer, and to look out for the
    /// next answer for up to two milliseconds before that thread sleeps. The same for what awaits a replica's changes, while these come more often than that. It saves two changes of threads
    /// (some 100 µs) a request or change, and takes a processor for itself meanwhile. What awaits must then never block: one that waits for another answer without <c>await</c> waits for ever.
    /// Only for <c>unix:</c> and <c>tcp:</c>. Default false.
    /// </summary>
    public bool IsLatencyFirst { get; init; }

    /// <summary>On which thread those who await something of the connection go on.</summary>
    internal TaskCreationOptions Continuations => IsLatencyFirst ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously;

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
