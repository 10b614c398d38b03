using OvsCtl.Cli.CommandLine;
using OvsCtl.Netns;
using OvsCtl.Topology;

namespace OvsCtl.Cli.Namespaces;

/// <summary>HOST[:IF]: an open namespace, and which of its interfaces is meant.</summary>
internal sealed class InterfacePlace : IDisposable
{
    private readonly string _host;
    private readonly string? _interface;

    private InterfacePlace(string host, string? interfaceName, NetworkNamespace ns) => (_host, _interface, Namespace) = (host, interfaceName, ns);

    public NetworkNamespace Namespace { get; }

    public Place Place => EndArgument.HostOf(_host) is { } host ? new Place(host) : Place.Root;

    /// <exception cref="CommandFailure">There is no such namespace.</exception>
    public static InterfacePlace Open(string text)
    {
        var (host, name) = text.Split(':', 2) is [var before, var after] ? (before, after) : (text, null);
        if (host.Length == 0 || name is "") throw new CommandFailure(ExitCode.Usage, $"'{text}' names no interface: HOST or HOST:IF, e.g. red, red:eth0, root:ens33");
        return new InterfacePlace(host, name, NamedNamespaceAccess.Open(EndArgument.HostOf(host)));
    }

    /// <summary>Where to look: all of a host without an interface's name, and where the command runs without a host's.</summary>
    public static InterfacePlace OpenAny(string? text) => text is null or EndArgument.Root ? new InterfacePlace(EndArgument.Root, null, NamedNamespaceAccess.Open(null)) : Open(text);

    /// <summary>The interface named; all of them without a name.</summary>
    /// <exception cref="CommandFailure">There is no such interface.</exception>
    public IReadOnlyList<Link> Select(IReadOnlyList<Link> links) => _interface is null ? links : [Find(links)];

    /// <summary>The interface named; without a name the only one besides lo.</summary>
    /// <exception cref="CommandFailure">There is none, or there are several.</exception>
    public Link Find(IReadOnlyList<Link> links)
    {
        if (_interface is not null)
        {
            return links.FirstOrDefault(link => link.Name == _interface || link.AlternativeNames.Contains(_interface))
                ?? throw new CommandFailure(ExitCode.NotFound, $"{_host} has no interface '{_interface}'" + (NearestName.Find(_interface, links.Select(link => link.Name)) is { } near ? $"; did you mean '{near}'?" : $"; there is {Names(links)}"));
        }

        var others = links.Where(link => link.Name != "lo").ToList();
        return others switch
        {
            [var only] => only,
            [] => throw new CommandFailure(ExitCode.NotFound, $"{_host} has no interface besides lo"),
            _ => throw new CommandFailure(ExitCode.Usage, $"which interface of {_host}? one of {string.Join(", ", others.Select(link => $"{_host}:{link.Name}"))}"),
        };
    }

    public string Name(Link link) => $"{_host}:{link.Name}";

    public void Dispose() => Namespace.Dispose();

    private static string Names(IEnumerable<Link> links) => string.Join(", ", links.Select(link => link.Name));
}
