using System.CommandLine;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Namespaces;

/// <summary>An interface on the command line, as lab files name one: <c>red:eth0</c>, <c>root:ens33</c>.</summary>
internal sealed record EndArgument(string? Host, string Interface)
{
    public const string Root = "root";

    public static Argument<EndArgument> Required() => new("HOST:IF")
    {
        Description = "An interface: of a host of a lab, of any namespace in /run/netns, or root:IF of where this command runs.",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Parse(text) is { } end) return end;
            result.AddError($"'{text}' names no interface: HOST:IF, e.g. red:eth0 or root:ens33");
            return null;
        },
    };

    /// <summary>Null for a text that is none.</summary>
    public static EndArgument? Parse(string text) =>
        text.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 && colon < text.Length - 1 ? new EndArgument(HostOf(text[..colon]), text[(colon + 1)..]) : null;

    /// <summary>A namespace, for commands that need no interface.</summary>
    public static Argument<string> Place() => new Argument<string>("HOST") { Description = "A host of a lab, any namespace in /run/netns, or root for where this command runs." }.WithHosts();

    /// <summary>Null for root, as everywhere.</summary>
    public static string? HostOf(string? word) => word == Root ? null : word;

    public override string ToString() => $"{Host ?? Root}:{Interface}";
}
