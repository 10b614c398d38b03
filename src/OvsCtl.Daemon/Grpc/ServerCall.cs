namespace OvsCtl.Daemon.Grpc;

/// <summary>What a handler sees of its call.</summary>
/// <param name="CancellationToken">Cancelled when the client has gone or cancelled, the deadline has passed, or the daemon stops.</param>
internal sealed record ServerCall(CancellationToken CancellationToken);
