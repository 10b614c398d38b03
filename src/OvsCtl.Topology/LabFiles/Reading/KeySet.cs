namespace OvsCtl.Topology.LabFiles.Reading;

/// <summary>The keys a mapping may have.</summary>
/// <param name="What">The mapping, for messages: "a switch".</param>
/// <param name="Allowed">In the order messages list them.</param>
/// <param name="Later">Keys of the language that this version does not act on: they must not pass silently.</param>
internal sealed record KeySet(string What, IReadOnlyCollection<string> Allowed, IReadOnlyCollection<string> Later);
