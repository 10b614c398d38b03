using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using OvsCtl.Controller.Executing;
using OvsCtl.Controller.Labs;
using OvsCtl.Controller.Switches;
using OvsCtl.OpenFlow;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Controller.Checks;

/// <summary>
/// Runs a lab's checks, all at once. A positive check is tried until it holds or its time is over; a negative one holds when
/// nothing got through in its time.
/// </summary>
public sealed class CheckRunner(FlowExecutor flows, TimeProvider time)
{
    private const int MaxParallel = 64;
    private const int MaxNamed = 10; // of the pairs that failed
    private static readonly TimeSpan DefaultWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DefaultSilence = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxAttempt = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    // The kernel tries ARP three times, a second apart, before it says "Destination Host Unreachable".
    private static readonly TimeSpan MaxErrorAttempt = TimeSpan.FromSeconds(4);

    private readonly Probes _probes = new(time);

    /// <summary>Results as they come, in no particular order.</summary>
    /// <param name="lab">Whose checks.</param>
    /// <param name="only">The index of the one to run; null for all.</param>
    /// <param name="ct">Ends them.</param>
    public async IAsyncEnumerable<CheckOutcome> RunAsync(LabSnapshot lab, int? only, [EnumeratorCancellation] CancellationToken ct)
    {
        var results = Channel.CreateUnbounded<CheckOutcome>(); // bounded by the number of checks
        var all = Parallel.ForEachAsync(lab.Spec.Checks.Index().Where(c => only is null || c.Index == only), new ParallelOptions { MaxDegreeOfParallelism = MaxParallel, CancellationToken = ct }, async (check, token) =>
        {
            var started = time.GetTimestamp();
            var (isOk, detail) = await RunAsync(lab.Desired, check.Item, token).ConfigureAwait(false);
            results.Writer.TryWrite(new CheckOutcome(check.Index, check.Item.Text, isOk, detail, time.GetElapsedTime(started)));
        });
        _ = all.ContinueWith(t => results.Writer.TryComplete(t.Exception?.GetBaseException()), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await foreach (var result in results.Reader.ReadAllAsync(ct).ConfigureAwait(false)) yield return result;
    }

    /// <summary>Every host with an address pings every other; the outcomes by sender, then by receiver, in the order of <see cref="PingedHosts"/>.</summary>
    public async Task<IReadOnlyList<(string From, string To, bool IsOk, string Detail)>> PingAllAsync(LabSnapshot lab, TimeSpan? within, CancellationToken ct)
    {
        var check = new CheckSpec { Kind = CheckKind.Ping, Text = "ping: all", IsAll = true, Within = within };
        var hosts = PingedHosts(lab);
        var outcomes = await OutcomesAsync(lab.Desired, check, [.. Pairs(lab.Desired, check)], ct).ConfigureAwait(false);
        return [.. hosts.SelectMany(_ => hosts, (from, to) => (from, to)).Where(p => p.from != p.to).Zip(outcomes, (p, o) => (p.from, p.to, o.IsOk, o.Detail))];
    }

    /// <summary>The hosts that have an address beside their loopback's, in file order.</summary>
    public static IReadOnlyList<string> PingedHosts(LabSnapshot lab) => MeshHost.Names(lab.Desired);

    private async Task<(bool IsOk, string Detail)> RunAsync(DesiredState lab, CheckSpec check, CancellationToken ct)
    {
        if (check.Kind == CheckKind.Flows) return await FlowsAsync(lab, check, ct).ConfigureAwait(false);
        var pairs = Pairs(lab, check).ToList();
        var outcomes = await OutcomesAsync(lab, check, pairs, ct).ConfigureAwait(false);
        if (outcomes.Length == 1) return outcomes[0];
        var failed = pairs.Zip(outcomes).Where(o => !o.Second.IsOk).ToList();
        return failed.Count > 0
            ? (false, string.Join("; ", failed.Take(MaxNamed).Select(f => $"{f.First.From.Name} -> {f.First.To.Name}: {f.Second.Detail}"))
                + (failed.Count > MaxNamed ? $"; and {failed.Count - MaxNamed} more of {pairs.Count} pairs" : ""))
            : (true, check.IsAll ? $"{outcomes.Length} pairs" : string.Join(", ", outcomes.Select(o => o.Detail)));
    }

    private async Task<(bool IsOk, string Detail)[]> OutcomesAsync(DesiredState lab, CheckSpec check, List<(CheckEnd From, CheckEnd To)> pairs, CancellationToken ct) =>
        MeshHost.TryFind(lab, check) is { } mesh
            // Thousands of short blocking calls: not on a thread that serves requests.
            ? await Task.Run(() => new MeshPing(time).Run(mesh, check.Within ?? DefaultWithin, ct), ct).ConfigureAwait(false)
            : await Task.WhenAll(pairs.Select(p => RunAsync(lab, check, p.From, p.To, ct))).ConfigureAwait(false);

    private static IEnumerable<(CheckEnd From, CheckEnd To)> Pairs(DesiredState lab, CheckSpec check)
    {
        if (check.IsAll)
        {
            var hosts = MeshHost.Names(lab).Select(h => new CheckEnd(h, null, null, null)).ToList();
            return from a in hosts from b in hosts where a != b select (a, b);
        }

        var (from, to) = (check.From ?? throw new ArgumentException("a check without a sender", nameof(check)), check.To ?? throw new ArgumentException("a check without a target", nameof(check)));
        return check.IsBothWays ? [(from, to), (to, from)] : [(from, to)];
    }

    private async Task<(bool IsOk, string Detail)> RunAsync(DesiredState lab, CheckSpec check, CheckEnd from, CheckEnd to, CancellationToken ct)
    {
        var place = Addressing.PlaceOf(from);
        if (Addressing.Of(lab, to, place) is not { } address) return (false, $"{to.Name} has no address");
        var aim = new CheckAim(place, address, to, Addressing.MacOf(lab, address));
        if (check.Says is { } says) return await ErrorAsync(check, says, aim, ct).ConfigureAwait(false);
        return check.MustFail
            ? await SilenceAsync(check, aim, ct).ConfigureAwait(false)
            : await ThroughAsync(check, aim, ct).ConfigureAwait(false);
    }

    private async Task<(bool IsOk, string Detail)> ThroughAsync(CheckSpec check, CheckAim aim, CancellationToken ct)
    {
        var within = check.Within ?? DefaultWithin;
        var started = time.GetTimestamp();
        var inARow = 0;
        while (true)
        {
            var attempt = await _probes.RunAsync(check, aim, Shorter(MaxAttempt, within - time.GetElapsedTime(started)), ct).ConfigureAwait(false);
            inARow = attempt.GotThrough ? inARow + 1 : 0;
            if (inARow >= check.Count) return (true, attempt.Detail);
            if (time.GetElapsedTime(started) >= within) return (false, attempt.Detail);
            if (!attempt.GotThrough) await Task.Delay(Pause, time, ct).ConfigureAwait(false);
        }
    }

    private async Task<(bool IsOk, string Detail)> SilenceAsync(CheckSpec check, CheckAim aim, CancellationToken ct)
    {
        var within = check.Within ?? DefaultSilence;
        var started = time.GetTimestamp();
        var detail = "";
        // An error at once is no proof of silence: the path may be about to open. So the whole time is listened through.
        while (time.GetElapsedTime(started) < within)
        {
            var attempt = await _probes.RunAsync(check, aim, Shorter(MaxAttempt, within - time.GetElapsedTime(started)), ct).ConfigureAwait(false);
            if (attempt.GotThrough) return (false, $"{(check.Kind is CheckKind.Route or CheckKind.Arp ? "there is one" : "got through")}: {attempt.Detail}");
            detail = attempt.Detail;
            await Task.Delay(Pause, time, ct).ConfigureAwait(false);
        }

        return (true, detail);
    }

    private async Task<(bool IsOk, string Detail)> ErrorAsync(CheckSpec check, string says, CheckAim aim, CancellationToken ct)
    {
        var within = check.Within ?? DefaultWithin;
        var started = time.GetTimestamp();
        while (true)
        {
            var attempt = await _probes.RunAsync(check, aim, Shorter(MaxErrorAttempt, within - time.GetElapsedTime(started)), ct).ConfigureAwait(false);
            if (!attempt.GotThrough && attempt.Detail.Contains(says, StringComparison.OrdinalIgnoreCase)) return (true, attempt.Detail);
            if (time.GetElapsedTime(started) >= within) return (false, $"{(attempt.GotThrough ? "got through" : "says")}: {attempt.Detail}");
            await Task.Delay(Pause, time, ct).ConfigureAwait(false);
        }
    }

    private async Task<(bool IsOk, string Detail)> FlowsAsync(DesiredState lab, CheckSpec check, CancellationToken ct)
    {
        var bridge = lab.Bridges.FirstOrDefault(b => b.Name == check.Switch);
        if (bridge is null || bridge.Controller == SwitchController.None) return (false, $"{check.Switch} has no flows of ours: its controller is none");
        try
        {
            var steps = await flows.DiffAsync(lab, bridge, ct).ConfigureAwait(false);
            return steps.Count == 0
                ? (true, "as desired")
                : (false, string.Create(CultureInfo.InvariantCulture, $"{steps.Count} differ: {string.Join("; ", steps.Take(3).Select(s => $"{s.Change} {s.Target}"))}"));
        }
        catch (Exception e) when (e is OvsUnavailableException or OpenFlowException or IOException)
        {
            return (false, e.Message);
        }
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b)
    {
        var shorter = a < b ? a : b;
        return shorter > TimeSpan.FromMilliseconds(10) ? shorter : TimeSpan.FromMilliseconds(10);
    }
}
