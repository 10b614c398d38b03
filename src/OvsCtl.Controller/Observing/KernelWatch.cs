using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using OvsCtl.Netns;
using OvsCtl.Topology.Desired;

namespace OvsCtl.Controller.Observing;

/// <summary>Listens to the namespaces of running labs. Root has a watch of its own: <see cref="RootWatch"/>.</summary>
public sealed class KernelWatch(ILogger<KernelWatch> logger) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, HostWatch>> _labs = new();

    /// <summary>Raised with the lab's name: handlers only take a note.</summary>
    public event Action<string>? Changed;

    /// <summary>Listens to every host of the lab that there is. Called by the lab's loop alone.</summary>
    public void Ensure(DesiredState desired)
    {
        var watches = _labs.GetOrAdd(desired.Lab, _ => new ConcurrentDictionary<string, HostWatch>());
        var withNat = desired.NatTables.Select(t => t.Place).ToHashSet();
        foreach (var host in desired.Hosts)
        {
            if (TryOpen(host.Name) is not { } ns) continue;
            var hasNat = withNat.Contains(host.Place);
            if (watches.TryGetValue(host.Name, out var there) && there.Inode == ns.Inode && there.HasNat == hasNat && there.IsListening)
            {
                ns.Dispose();
                continue;
            }

            watches[host.Name] = new HostWatch(ns, hasNat, () => Changed?.Invoke(desired.Lab), logger);
            if (there is not null) Drop(there);
        }
    }

    /// <summary>How far the watch of a namespace has come; null when nobody listens to it. Equal marks: it has told of nothing in between.</summary>
    internal WatchMark? Mark(string host, ulong inode)
    {
        foreach (var lab in _labs.Values)
            if (lab.TryGetValue(host, out var watch) && watch.Inode == inode && watch.IsListening) return new WatchMark(watch, watch.Version);
        return null;
    }

    /// <summary>Lets go of a lab's namespaces, so that they can end.</summary>
    public async Task ForgetAsync(string lab)
    {
        if (!_labs.TryRemove(lab, out var watches)) return;
        await Task.WhenAll(watches.Values.Select(w => w.DisposeAsync().AsTask())).ConfigureAwait(false);
    }

    /// <summary>The name is gone: so that the namespace can end, nobody may listen to it any more.</summary>
    public void ForgetHost(string host)
    {
        foreach (var lab in _labs.Values)
            if (lab.TryRemove(host, out var watch)) Drop(watch);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var lab in _labs.Keys) await ForgetAsync(lab).ConfigureAwait(false);
    }

    private static void Drop(HostWatch watch) => _ = watch.DisposeAsync().AsTask(); // ends by itself; nobody has to wait for it

    private static NetworkNamespace? TryOpen(string name)
    {
        try
        {
            return NetworkNamespace.Open(name);
        }
        catch (NativeException)
        {
            return null; // Not there, or going: the look that follows says so.
        }
    }
}
