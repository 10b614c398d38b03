using OvsCtl.Netns;
using OvsCtl.Topology;

namespace OvsCtl.Controller.Executing;

/// <summary>The open namespaces and rtnetlink sockets of one run of a plan.</summary>
internal sealed class PlaceSockets : IDisposable
{
    private readonly Dictionary<Place, NetworkNamespace> _namespaces = [];
    private readonly Dictionary<Place, RouteSocket> _sockets = [];

    /// <summary>Whether this run has had to do with it.</summary>
    public bool IsOpen(Place place) => _namespaces.ContainsKey(place);

    public NetworkNamespace Namespace(Place place)
    {
        if (!_namespaces.TryGetValue(place, out var ns))
            _namespaces[place] = ns = place.Host is { } host ? NetworkNamespace.Open(host) : NetworkNamespace.OpenCurrent();
        return ns;
    }

    public RouteSocket Socket(Place place)
    {
        if (!_sockets.TryGetValue(place, out var socket)) _sockets[place] = socket = Namespace(place).OpenRouteSocket();
        return socket;
    }

    /// <summary>Takes over what is open already.</summary>
    public void Adopt(Place place, NetworkNamespace ns, RouteSocket socket)
    {
        _namespaces.Add(place, ns);
        _sockets.Add(place, socket);
    }

    /// <summary>An open namespace stays alive: whoever deletes one lets go of it first.</summary>
    public void Forget(Place place)
    {
        if (_sockets.Remove(place, out var socket)) socket.Dispose();
        if (_namespaces.Remove(place, out var ns)) ns.Dispose();
    }

    public void Dispose()
    {
        foreach (var place in _namespaces.Keys.ToList()) Forget(place);
    }
}
