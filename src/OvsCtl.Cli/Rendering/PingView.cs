using System.Globalization;
using OvsCtl.Api.V1;
using OvsCtl.Cli.Terminal;

namespace OvsCtl.Cli.Rendering;

internal static class PingView
{
    public static void Write(Page page, PingReply reply)
    {
        var seen = reply.Ok
            ? page.Good(string.Create(CultureInfo.InvariantCulture, $"{reply.RoundTripMs:0.000} ms"))
            : page.Bad(reply.Error);
        page.Line($"{reply.Address} #{reply.Sequence}: {seen}");
    }

    public static void WriteTotal(Page page, int sentCount, IReadOnlyCollection<double> roundTripsMs)
    {
        var total = string.Create(CultureInfo.InvariantCulture, $"{sentCount} sent, {roundTripsMs.Count} answered");
        if (roundTripsMs.Count > 0)
            total += string.Create(CultureInfo.InvariantCulture, $"; {roundTripsMs.Min():0.000}/{roundTripsMs.Average():0.000}/{roundTripsMs.Max():0.000} ms (min/average/max)");
        page.Line(total);
    }
}
