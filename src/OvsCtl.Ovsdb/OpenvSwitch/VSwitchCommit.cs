namespace OvsCtl.Ovsdb.OpenvSwitch;

/// <summary>What came of <see cref="VSwitch.ApplyAsync"/>.</summary>
/// <param name="NextCfg">To be given to <see cref="VSwitch.WaitForSwitchAsync"/>.</param>
/// <param name="Interfaces">
/// The interfaces of the ports and bridges added, in the order of the changes. When the switch was waited for, look at
/// <see cref="InterfaceState.Error"/> and <see cref="InterfaceState.OfPort"/>: a failed interface is no exception.
/// </param>
public sealed record VSwitchCommit(long NextCfg, IReadOnlyList<InterfaceState> Interfaces);
