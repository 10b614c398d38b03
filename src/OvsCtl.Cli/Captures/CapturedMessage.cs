namespace OvsCtl.Cli.Captures;

/// <summary>A message of OpenFlow out of a capture.</summary>
internal sealed record CapturedMessage(DateTimeOffset Time, TcpPath Path, byte[] Bytes);
