using OvsCtl.Cli.Diagnostics;
using OvsCtl.Cli.Terminal;

namespace OvsCtl.Cli.Rendering;

internal static class DoctorView
{
    public static void Write(Page page, IReadOnlyList<Prerequisite> prerequisites)
    {
        var width = prerequisites.Max(item => item.Name.Length);
        foreach (var item in prerequisites)
        {
            var verdict = item.IsMet ? page.Good("ok     ") : item.IsOptional ? page.Changed("absent ") : page.Bad("missing");
            page.Line($"{verdict}  {item.Name.PadRight(width)}  {item.Seen}".TrimEnd());
            if (!item.IsMet && item.Fix.Length > 0) page.Line($"         {new string(' ', width)}  fix: {item.Fix}");
        }
    }
}
