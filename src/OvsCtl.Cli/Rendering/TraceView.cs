using OvsCtl.Api.V1;
using OvsCtl.Cli.Terminal;

namespace OvsCtl.Cli.Rendering;

/// <summary>A packet's way: where, what happens there, below that what for; then how it ends.</summary>
internal static class TraceView
{
    public static void Write(Page page, TraceReply reply)
    {
        var width = reply.Steps.Select(s => s.Where.Length).DefaultIfEmpty(0).Max();
        var where = "";
        foreach (var step in reply.Steps)
        {
            page.Line($"{(step.Where == where ? "" : step.Where).PadRight(width)}  {step.What}");
            if (step.Why.Length > 0) page.Line($"{new string(' ', width)}    {step.Why}");
            where = step.Where;
        }

        page.Line(reply.Delivered ? page.Good(reply.Outcome) : page.Bad(reply.Outcome));
    }
}
