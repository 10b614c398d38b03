namespace OvsCtl.Ovsdb;

/// <summary>What an <see cref="OvsdbClient"/> has been through.</summary>
/// <param name="ConnectionCount">Connections made.</param>
/// <param name="FailureCount">Attempts that failed, and connections that ended or were left, whatever the reason.</param>
/// <param name="CopyCount">Times the server sent all rows.</param>
/// <param name="ResumeCount">Times it went on from the last transaction seen and sent only what was missed.</param>
/// <param name="LastError">Why the last attempt or connection ended; null when none has.</param>
/// <param name="LastCatchUp">How the replica was last brought up to date; null before the first time.</param>
public sealed record OvsdbClientStatistics(
    long ConnectionCount, long FailureCount, long CopyCount, long ResumeCount, Exception? LastError, OvsdbCatchUp? LastCatchUp);
