using System.CommandLine;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Namespaces;

/// <summary>A host of a lab, or any other named namespace, on the command line.</summary>
internal static class HostArgument
{
    public static Argument<string?> Optional() => new Argument<string?>("HOST")
    {
        Description = "A host of a lab, any namespace in /run/netns, or root for where this command runs, which it is without one.",
        Arity = ArgumentArity.ZeroOrOne,
    }.WithHosts();

    /// <summary>The same, or one interface of it.</summary>
    public static Argument<string?> OrInterface()
    {
        var host = Optional();
        (host.HelpName, host.Description) = ("HOST[:IF]", host.Description + " With :IF only that interface.");
        return host;
    }

    public static IEnumerable<string> Words(string? host) => host is null ? [] : [host];
}
