using System.Globalization;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Namespaces;

/// <summary>Routing tables on the command line: a number, or one of the names that every host has.</summary>
internal static class RoutingTable
{
    /// <summary>Null for a text that is none; 'all' is <see cref="RouteTable.All"/>.</summary>
    public static uint? Parse(string text) => text switch
    {
        "all" => RouteTable.All,
        "main" => RouteTable.Main,
        "local" => RouteTable.Local,
        "default" => RouteTable.Default,
        _ => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
    };
}
