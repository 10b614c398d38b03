using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OvsCtl.Controller.Labs;
using OvsCtl.Netns;
using OvsCtl.Topology;

namespace OvsCtl.Controller.Observing;

/// <summary>Listens to root and to the names of namespaces, and tells the labs that have a stake in what changed.</summary>
public sealed class RootWatch(LabController labs, KernelWatch hosts, ILogger<RootWatch> logger) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<int, string> _names = []; // used by one loop alone
    private Task _loops = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        hosts.Changed += OnHostChanged;
        using var root = NetworkNamespace.OpenCurrent();
        const WatchedTables Tables = WatchedTables.Links | WatchedTables.Addresses | WatchedTables.Routes | WatchedTables.Namespaces | WatchedTables.Forwarding | WatchedTables.Qdiscs;
        _loops = Task.WhenAll(
            NamespaceChanges.FollowAsync(root, Tables, OnRootChanged, logger, _stop.Token),
            NamespaceChanges.FollowNftablesAsync(root, OnNftablesChanged, logger, _stop.Token));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        hosts.Changed -= OnHostChanged;
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loops.ConfigureAwait(false);
    }

    public void Dispose() => _stop.Dispose();

    private void OnHostChanged(string lab) => labs.MarkDirty(l => l.Name == lab);

    private void OnRootChanged(NetworkChange change, bool isNews)
    {
        switch (change)
        {
            case LinkChange { Link: var link } linkChange:
                var before = _names.GetValueOrDefault(link.IfIndex);
                if (linkChange.IsDeleted) _names.Remove(link.IfIndex);
                else _names[link.IfIndex] = link.Name;
                var owner = LabMark.TryParseAlias(link.Alias, out var lab) ? lab : null;
                if (isNews) labs.MarkDirty(l => l.Name == owner || l.RootInterfaces.Contains(link.Name) || before is not null && l.RootInterfaces.Contains(before));
                break;
            case AddressChange { Address: var address } when isNews:
                MarkDirty(address.IfIndex);
                break;
            case RouteChange { Route: var route } when isNews:
                MarkDirty(route.OutIfIndex);
                break;
            case QdiscChange { Qdisc: var qdisc } when isNews:
                MarkDirty(qdisc.IfIndex);
                break;
            case ForwardingChange when isNews:
                labs.MarkDirty(l => l.Desired.NatTables.Any(t => t.Place.IsRoot));
                break;
            case NamespaceChange name when isNews:
                if (name.IsDeleted) hosts.ForgetHost(name.Name);
                labs.MarkDirty(l => l.Desired.FindHost(name.Name) is not null);
                break;
            case SnapshotStarted or SnapshotEnded:
                labs.MarkDirty(_ => true);
                break;
        }
    }

    private void OnNftablesChanged(NftablesChange change)
    {
        if (change.Table is not { } table) labs.MarkDirty(_ => true);
        else if (LabMark.TryParseTable(table, out var lab)) labs.MarkDirty(l => l.Name == lab);
    }

    private void MarkDirty(int? ifIndex) =>
        labs.MarkDirty(l => ifIndex is not { } index || !_names.TryGetValue(index, out var name) || l.RootInterfaces.Contains(name));
}
