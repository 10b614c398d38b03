using OvsCtl.Api.V1;
using OvsCtl.Cli.Terminal;

namespace OvsCtl.Cli.Rendering;

/// <summary>A plan as a list of signs, objects and reasons; wide with the equivalent commands.</summary>
internal static class PlanView
{
    public static void Write(Page page, PlanReply plan, bool isWide)
    {
        if (plan.Steps.Count == 0)
        {
            page.Line($"lab {plan.Lab}: no changes");
            return;
        }
        page.Line($"lab {plan.Lab}: {Count(plan.Steps.Count)}");
        WriteSteps(page, plan.Steps, isWide);
        foreach (var effect in plan.Effects) page.Line($"note: {effect}");
    }

    public static void WriteSteps(Page page, IReadOnlyCollection<PlanStep> steps, bool isWide)
    {
        var signWidth = steps.Any(step => step.Change == ChangeKind.Replace) ? 3 : 1;
        var width = steps.Max(step => step.Object.Length);
        foreach (var step in steps)
        {
            page.Line($"{new string(' ', signWidth - Sign(step.Change).Length)}{Coloured(page, step.Change)} {step.Object.PadRight(width)}  {step.Reason}".TrimEnd());
            if (!isWide) continue;
            foreach (var command in step.Commands) page.Line($"      {command}");
        }
    }

    private static string Count(int count) => count == 1 ? "1 change" : $"{count} changes";

    private static string Coloured(Page page, ChangeKind change) => change switch
    {
        ChangeKind.Create => page.Good(Sign(change)),
        ChangeKind.Delete => page.Bad(Sign(change)),
        _ => page.Changed(Sign(change)),
    };

    private static string Sign(ChangeKind change) => change switch
    {
        ChangeKind.Create => "+",
        ChangeKind.Update => "~",
        ChangeKind.Delete => "-",
        ChangeKind.Replace => "-/+",
        _ => "?",
    };
}
