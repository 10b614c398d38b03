namespace OvsCtl.Controller.State;

/// <summary>What was asked for a lab.</summary>
/// <param name="Name">The lab's name.</param>
/// <param name="FileName">The file it came from, as the client gave it.</param>
/// <param name="Text">The file's text.</param>
/// <param name="Generation">Counts the changes of what is asked for, from 1.</param>
/// <param name="IsWanted">False while the lab is being taken down.</param>
/// <param name="IsPaused">Whether damage is left as it is.</param>
/// <param name="ObservedGeneration">The last generation that was carried out whole on this machine; 0 for none.</param>
/// <param name="Conditions">What was said of it last, on this machine.</param>
public sealed record StoredLab(string Name, string FileName, string Text, long Generation, bool IsWanted, bool IsPaused, long ObservedGeneration, IReadOnlyList<LabCondition> Conditions);
