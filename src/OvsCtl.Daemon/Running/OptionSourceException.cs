namespace OvsCtl.Daemon.Running;

/// <summary>The environment or the file of options is wrong.</summary>
internal sealed class OptionSourceException(string message) : Exception(message);
