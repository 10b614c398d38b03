using System.Diagnostics;
using System.Globalization;
using System.Net;
using OvsCtl.Netns;

[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

// NetnsBench HOSTS RUNS: hosts with a veth to a Linux bridge, an address, a default route and everything up, through the library's public
// surface and as three 'ip -batch' scripts. Prints medians and ratios. Only in a sandbox: see bench/netns.sh.
var hosts = int.Parse(args[0], CultureInfo.InvariantCulture);
var runs = int.Parse(args[1], CultureInfo.InvariantCulture);
string[] names = [.. Enumerable.Range(0, hosts).Select(i => $"h{i}")];
const uint Group = 4711;
var gateway = IPAddress.Parse("10.99.255.254");
var everywhere = IPNetwork.Parse("0.0.0.0/0");

var ours = new Times();
var theirs = new Times();
for (var run = 0; run <= runs; run++)
{
    // The first run of each warms up and is not counted.
    ours.Add(run > 0, Ours());
    theirs.Add(run > 0, Theirs());
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{hosts} hosts on one Linux bridge, median of {runs} runs      library   ip -batch   ratio"));
Row("namespaces", t => t.Create);
Row("links, addresses, routes, up", t => t.Connect);
Row("everything up", t => t.Create + t.Connect);
Row("everything down", t => t.Remove);
return;

void Row(string what, Func<Step, double> pick)
{
    var (a, b) = (ours.Median(pick), theirs.Median(pick));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-40}   {a,8:0.0} ms {b,8:0.0} ms    {a / b:0.00}"));
}

Step Ours()
{
    var watch = Stopwatch.StartNew();
    NamedNamespaces.CreateMany(names);
    var create = Lap(watch);
    using (var root = RouteSocket.Open())
    {
        root.NewBatch().AddBridge("br0", up: true).AddAddress("br0", gateway, 16).Commit();
        var bridge = (root.FindLink("br0") ?? throw new InvalidOperationException("no bridge")).IfIndex;
        var spaces = names.Select(NetworkNamespace.Open).ToArray();
        var batch = root.NewBatch();
        for (var i = 0; i < hosts; i++)
        {
            batch.AddVeth(
                new VethEnd { Name = $"{names[i]}-eth0", Group = Group, IfIndex = 1000 + i, Up = true, Master = bridge },
                new VethEnd { Name = "eth0", Namespace = spaces[i], IfIndex = 2 });
        }

        batch.Commit();
        for (var i = 0; i < hosts; i++)
        {
            using var inside = spaces[i].OpenRouteSocket();
            inside.NewBatch().SetLink(1, up: true).SetLink(2, up: true).AddAddress(2, Address(i), 16).AddRoute(everywhere, gateway, dev: null).Commit();
            spaces[i].Dispose();
        }
    }

    var connect = Lap(watch);
    Check();
    Lap(watch);
    using (var root = RouteSocket.Open()) root.NewBatch().DeleteGroup(Group).DeleteLink("br0").Commit();
    foreach (var name in names) NamedNamespaces.Delete(name);
    return new Step(create, connect, Lap(watch));
}

Step Theirs()
{
    var watch = Stopwatch.StartNew();
    Ip("", names.Select(name => $"netns add {name}"));
    var create = Lap(watch);
    Ip("", ["link add br0 up type bridge", $"addr add {gateway}/16 dev br0", .. names.Select(name => $"link add {name}-eth0 up master br0 group {Group} type veth peer name eth0 netns {name}")]);
    for (var i = 0; i < hosts; i++) Ip($"-n {names[i]} ", ["link set lo up", "link set eth0 up", $"addr add {Address(i)}/16 dev eth0", $"route add default via {gateway}"]);
    var connect = Lap(watch);
    Check();
    Lap(watch);
    Ip("", [$"link del group {Group}", "link del br0"]);
    Ip("", names.Select(name => $"netns del {name}"));
    return new Step(create, connect, Lap(watch));
}

IPAddress Address(int i) => new([10, 99, (byte)(i / 200), (byte)(1 + i % 200)]);

// Both ways have to have made the same.
void Check() => Run("ip", $"netns exec {names[^1]} ping -c1 -W2 -q {gateway}", "");

static void Ip(string options, IEnumerable<string> commands) => Run("ip", $"{options}-batch -", string.Join('\n', commands) + "\n");

static void Run(string program, string arguments, string input)
{
    using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true }) ?? throw new InvalidOperationException(program);
    process.StandardInput.Write(input);
    process.StandardInput.Close();
    process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {arguments}: exit code {process.ExitCode}");
}

static double Lap(Stopwatch watch)
{
    var elapsed = watch.Elapsed.TotalMilliseconds;
    watch.Restart();
    return elapsed;
}

internal sealed record Step(double Create, double Connect, double Remove);

internal sealed class Times
{
    private readonly List<Step> _steps = [];

    public void Add(bool counts, Step step)
    {
        if (counts) _steps.Add(step);
    }

    public double Median(Func<Step, double> pick) => _steps.Select(pick).Order().ElementAt(_steps.Count / 2);
}
