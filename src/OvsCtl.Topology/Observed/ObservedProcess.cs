namespace OvsCtl.Topology.Observed;

/// <param name="Pid">The process id.</param>
/// <param name="Lab">The lab whose mark it carries.</param>
/// <param name="Host">The host it was started in.</param>
/// <param name="Run">The hash of the command it was started with.</param>
/// <param name="ExitCode">Null while it runs.</param>
public sealed record ObservedProcess(int Pid, string Lab, string Host, string Run, int? ExitCode);
