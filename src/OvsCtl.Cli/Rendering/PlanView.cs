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
    }

    public static void WriteSteps(Page page, IReadOnlyCollection<PlanStep> steps, bool isWide)
    {
        var width = steps.Max(step => step.Object.Length);
        foreach (var step in steps)
        {
            page.Line($"{Sign(page, step.Change)} {step.Object.PadRight(width)}  {step.Reason}".TrimEnd());
            if (!isWide) continue;
            foreach (var command in step.Commands) page.Line($"      {command}");
        }
    }

    private static string Count(int count) => count == 1 ? "1 change" : $"{count} changes";

    private static string Sign(Page page, ChangeKind change) => change switch
    {
        ChangeKind.Create => page.Good("+"),
        ChangeKind.Update => page.Changed("~"),
        ChangeKind.Delete => page.Bad("-"),
        _ => "?",
    };
}
