namespace OvsCtl.Cli.Captures;

/// <summary>A frame of a capture: when it came, what it begins with (a LINKTYPE of pcap), and its bytes, which may be cut off.</summary>
internal readonly record struct CapturedFrame(DateTimeOffset Time, int LinkType, ReadOnlyMemory<byte> Data);
