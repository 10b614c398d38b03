namespace OvsCtl.Netns.Tests.Kernel;

/// <summary>One at a time: some look at all threads of the process, and all share one /run/netns.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SandboxCollection
{
    public const string Name = "sandbox";
}
