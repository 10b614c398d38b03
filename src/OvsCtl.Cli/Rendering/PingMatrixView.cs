using System.Globalization;
using OvsCtl.Api.V1;
using OvsCtl.Cli.Terminal;

namespace OvsCtl.Cli.Rendering;

/// <summary>Who reaches whom: a row for each sender, then why the others do not. A matrix that does not fit is left out.</summary>
internal static class PingMatrixView
{
    private const int MaxNamed = 20;
    private const int MaxHosts = 64;

    public static void Write(Page page, PingAllReply reply)
    {
        var failed = reply.Pairs.Where(pair => !pair.Ok).ToList();
        var width = reply.Hosts.Sum(host => host.Length + 2) + reply.Hosts.Select(host => host.Length).DefaultIfEmpty().Max() + "FROM".Length;
        if (reply.Hosts.Count is > 0 and <= MaxHosts && width <= page.Width) WriteMatrix(page, reply);
        foreach (var pair in failed.Take(MaxNamed)) page.Line($"{pair.From} -> {pair.To}: {page.Bad(pair.Error)}");
        if (failed.Count > MaxNamed) page.Line(string.Create(CultureInfo.InvariantCulture, $"and {failed.Count - MaxNamed} more"));
        page.Line(string.Create(CultureInfo.InvariantCulture, $"{reply.Hosts.Count} hosts, {reply.Pairs.Count - failed.Count} of {reply.Pairs.Count} pairs answer"));
    }

    private static void WriteMatrix(Page page, PingAllReply reply)
    {
        var pairs = reply.Pairs.ToDictionary(pair => (pair.From, pair.To), pair => pair.Ok);
        page.Table(
            ["FROM", .. reply.Hosts],
            reply.Hosts.Select(from => (string[])[from, .. reply.Hosts.Select(to => from == to ? "." : pairs.GetValueOrDefault((from, to)) ? "ok" : "FAIL")]));
    }
}
