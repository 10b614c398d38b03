namespace OvsCtl.Ovsdb.OpenvSwitch;

/// <summary>One step of <see cref="VSwitch.ApplyAsync"/>.</summary>
public abstract record VSwitchChange
{
    private protected VSwitchChange()
    {
    }
}
