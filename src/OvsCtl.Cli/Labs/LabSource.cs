namespace OvsCtl.Cli.Labs;

/// <summary>A lab file that was read and is well formed.</summary>
internal sealed record LabSource(string Name, string FileName, string Text, int HostCount, int SwitchCount, int LinkCount)
{
    /// <summary>"5 hosts, 1 switch, 5 links"; what there is none of is left out.</summary>
    public string Summary => string.Join(", ", new[]
    {
        Quantity(HostCount, "host", "hosts"),
        Quantity(SwitchCount, "switch", "switches"),
        Quantity(LinkCount, "link", "links"),
    }.Where(part => part.Length > 0));

    private static string Quantity(int count, string one, string many) => count switch
    {
        0 => "",
        1 => $"1 {one}",
        _ => $"{count} {many}",
    };
}
