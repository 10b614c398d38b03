using System.Globalization;
using OvsCtl.Api.V1;
using OvsCtl.Cli.Terminal;

namespace OvsCtl.Cli.Rendering;

/// <summary>Groups, a row a bucket.</summary>
internal static class GroupView
{
    public static void Write(Page page, IReadOnlyList<Group> groups)
    {
        if (groups.Count == 0) page.Line("no groups");
        else page.Table(["BRIDGE", "GROUP", "TYPE", "BUCKET", "WEIGHT", "WATCH", "ACTIONS", "PACKETS", "BYTES"], groups.SelectMany(Rows));
    }

    private static IEnumerable<string[]> Rows(Group group) =>
        group.Buckets.Count == 0
            ? [[group.Bridge, Number(group.Id), Type(group.Type), "-", "-", "-", "drop", Number(group.PacketCount), Number(group.ByteCount)]]
            : group.Buckets.Select((b, i) => new[]
            {
                i == 0 ? group.Bridge : "",
                i == 0 ? Number(group.Id) : "",
                i == 0 ? Type(group.Type) : "",
                Number((ulong)i),
                group.Type == "select" ? Number(b.Weight) : "-",
                b.WatchPort.Length > 0 ? b.WatchPort : "-",
                b.Actions,
                Number(b.PacketCount),
                Number(b.ByteCount),
            });

    private static string Type(string type) => type == "ff" ? "fast failover" : type;

    private static string Number(ulong value) => value.ToString(CultureInfo.InvariantCulture);
}
