using OvsCtl.Api.V1;
using OvsCtl.Cli.Terminal;

namespace OvsCtl.Cli.Rendering;

internal static class CheckView
{
    public static void Write(Page page, CheckResult result)
    {
        var verdict = result.Ok ? page.Good("ok  ") : page.Bad("FAIL");
        page.Line(result.Detail.Length > 0 ? $"{verdict}  {result.Text}  ({result.Detail})" : $"{verdict}  {result.Text}");
    }

    public static void WriteTotal(Page page, uint okCount, uint failedCount) =>
        page.Line(okCount + failedCount == 0 ? "the lab has no checks" : $"{okCount} ok, {failedCount} failed");
}
