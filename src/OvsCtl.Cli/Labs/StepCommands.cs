using OvsCtl.Api.V1;

namespace OvsCtl.Cli.Labs;

/// <summary>A step as the shell commands with the same effect; what -v prints.</summary>
internal static class StepCommands
{
    public static void Write(PlanStep step, TextWriter writer)
    {
        writer.WriteLine(step.Reason.Length > 0 ? $"# {step.Object}: {step.Reason}" : $"# {step.Object}");
        foreach (var command in step.Commands) writer.WriteLine(command);
    }
}
