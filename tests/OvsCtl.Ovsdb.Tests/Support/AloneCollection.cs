namespace OvsCtl.Ovsdb.Tests;

/// <summary>Tests that no other test may run beside, because they look at the whole process.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
