using System.Net;
using System.Net.Sockets;
using OvsCtl.Topology.LabFiles;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.Tests.LabFiles;

/// <summary>Makes labs that are valid, of every kind of part, from a seed.</summary>
internal sealed class LabSpecs
{
    /// <summary>Interfaces that a machine has on which these labs can be up.</summary>
    public static IReadOnlyList<string> Cards { get; } = ["card0", "card1", "card2"];

    private readonly Random _random;
    private readonly HashSet<string> _cards = [];
    private int _serial;

    private LabSpecs(int seed) => _random = new Random(seed);

    public static LabSpec Of(int seed) => new LabSpecs(seed).Lab();

    private LabSpec Lab()
    {
        var hostNames = Names("h-", 0, 5);
        var switches = Names("s", 0, 4).ConvertAll(name => Switch(name, hostNames));
        var hosts = hostNames.ConvertAll(name => Host(name, switches));
        var spec = new LabSpec { Name = "lab_" + _random.Next(100), Switches = switches, Hosts = hosts };
        spec = spec with { Links = Links(spec) };
        spec = spec with { Hosts = hosts.ConvertAll(host => host with { Routes = Routes(spec, host) }) };
        return spec with { Nat = Nat(spec), Forwards = Forwards(spec), Checks = Many(4, () => Check(spec)) };
    }

    private SwitchSpec Switch(string name, List<string> hosts)
    {
        var isLinux = Chance();
        return new SwitchSpec
        {
            Name = name,
            Kind = isLinux ? SwitchKind.Linux : SwitchKind.Ovs,
            Controller = isLinux || Chance() ? SwitchController.None : SwitchController.OvsCtl,
            Address = Maybe(Address),
            Mac = Maybe(Mac),
            Mtu = Maybe(() => _random.Next(68, 65536)),
            DatapathId = isLinux || Chance() ? null : ((ulong)_random.Next() << 32) + (ulong)++_serial,
            In = isLinux && hosts.Count > 0 && Chance() ? Pick(hosts) : null,
        };
    }

    private HostSpec Host(string name, List<SwitchSpec> switches) => new()
    {
        Name = name,
        Attachments = [.. switches.Where(_ => Chance()).Select(s => new AttachmentSpec
        {
            Switch = s.Name,
            Address = Maybe(Address),
            Mac = Maybe(Mac),
            Mtu = Maybe(() => _random.Next(68, 65536)),
            Name = Chance() ? $"p.{++_serial}" : null,
            Shape = Chance() ? Shape() : null,
        })],
        Adopt = [.. Cards.Where(_ => _random.Next(Cards.Count) == 0).Where(_cards.Add).Select(name => new AdoptionSpec { Name = name, Address = Maybe(Address), Shape = Chance() ? Shape() : null, MayBeAbsent = Chance() })],
        Loopback = Many(2, Address),
        Forward = Chance(),
        Run = Chance() ? "x" + Text() : null,
        Isolate = Chance() ? Isolation.None : (Isolation)(_random.Next(8) * 2) is var some && Chance() ? some : some | Isolation.Pid | Isolation.Mount,
        Env = Many(3, Text).Distinct().ToDictionary(key => "K" + key.Replace("=", "", StringComparison.Ordinal) + ++_serial, _ => Text()),
        Sysctl = Chance() ? new Dictionary<string, string> { ["net.ipv4.ip_forward"] = Text() } : [],
    };

    private List<LinkSpec> Links(LabSpec spec)
    {
        // A chain has no loops, and a switch is linked to one it is not yet joined with.
        var links = spec.Switches.Zip(spec.Switches.Skip(1)).Where(_ => Chance())
            .Select(pair => new LinkSpec(SwitchEnd(pair.First), SwitchEnd(pair.Second), default)).ToList();
        foreach (var host in spec.Hosts.Where(_ => Chance()))
        {
            var near = new LinkEndSpec(LinkEndKind.Host, host.Name, Chance() ? $"q{++_serial}" : null, Maybe(Address), default) { Shape = Chance() ? Shape() : null };
            var far = spec.Switches.Count > 0 && Chance()
                ? SwitchEnd(Pick(spec.Switches))
                : new LinkEndSpec(LinkEndKind.Root, "root", $"r{++_serial}", Maybe(Address), default);
            links.Add(new LinkSpec(near, far, default));
        }

        return links;
    }

    private Shape Shape()
    {
        ulong? rate = Chance() ? (ulong)_random.Next(1_000_000, int.MaxValue) : null;
        TimeSpan? delay = rate is null || Chance() ? TimeSpan.FromMilliseconds(_random.Next(1, 1000)) : null;
        return new Shape { Rate = rate, Burst = rate is null || Chance() ? null : _random.Next(66_000, 1 << 20), Delay = delay, Loss = Chance() ? _random.Next(1, 1000) / 10.0 : null };
    }

    private static LinkEndSpec SwitchEnd(SwitchSpec spec) => new(LinkEndKind.Switch, spec.Name, null, null, default);

    private List<RouteSpec> Routes(LabSpec spec, HostSpec host)
    {
        var routes = InterfaceNames.Of(spec, host).Where(_ => Chance())
            .Select(dev => new RouteSpec(IPNetwork.Parse($"192.168.{++_serial % 256}.0/24"), null, dev, default)).DistinctBy(r => r.Destination).ToList();
        var networks = host.Attachments.Select(a => a.Address).OfType<InterfaceAddress>().DistinctBy(a => a.Address.AddressFamily);
        foreach (var address in networks)
        {
            var isIPv4 = address.Address.AddressFamily == AddressFamily.InterNetwork;
            var gateway = IPAddress.Parse(isIPv4 ? $"{string.Join('.', $"{address.Address}".Split('.')[..3])}.250" : "2001:db8::ffff:1");
            routes.Add(new RouteSpec(IPNetwork.Parse(isIPv4 ? "0.0.0.0/0" : "::/0"), gateway, null, default));
        }

        if (routes.Any(r => r.Destination.Equals(IPNetwork.Parse("::/0")))) return routes;
        if (Chance()) routes.Add(new RouteSpec(IPNetwork.Parse("::/0"), null, "lo", default));
        return routes;
    }

    private List<NatSpec> Nat(LabSpec spec)
    {
        var outside = spec.Links.SelectMany(l => new[] { l.A, l.B }).Where(e => e.Kind == LinkEndKind.Root).Select(e => e.IfName).OfType<string>();
        var inRoot = outside.Select(name => new NatSpec(IPNetwork.Parse("10.0.0.0/8"), name, null, default));
        var inHosts = spec.Hosts.SelectMany(h => InterfaceNames.Of(spec, h).Select(name => new NatSpec(IPNetwork.Parse("fd00::/8"), name, h.Name, default)));
        return [.. inRoot.Concat(inHosts).Where(_ => Chance())];
    }

    private List<ForwardSpec> Forwards(LabSpec spec) => Many(3, () =>
    {
        var listen = Address().Address;
        var host = Chance() ? Pick(Addressed(spec, listen.AddressFamily)) : null;
        return new ForwardSpec
        {
            ListenAddress = listen,
            ListenPort = Port(),
            ToHost = host,
            ToAddress = host is null ? listen : null,
            ToPort = Port(),
            Protocol = Chance() ? TransportProtocol.Udp : TransportProtocol.Tcp,
            In = spec.Hosts.Count > 0 && Chance() ? Pick(spec.Hosts).Name : null,
        };
    });

    private CheckSpec Check(LabSpec spec)
    {
        var check = new CheckSpec { Kind = Pick([CheckKind.Ping, CheckKind.Tcp, CheckKind.Http, CheckKind.Route, CheckKind.Arp]), Text = "", Within = Maybe(() => TimeSpan.FromMilliseconds(_random.Next(1, 3_600_000))) };
        var bridge = spec.Switches.FirstOrDefault(s => s.Kind == SwitchKind.Ovs);
        if (bridge is not null && Chance()) return check with { Kind = CheckKind.Flows, Switch = bridge.Name };
        var isTable = check.Kind is CheckKind.Route or CheckKind.Arp;
        check = check with { Count = isTable || Chance() ? 1 : _random.Next(1, 1001) };
        if (check.Kind == CheckKind.Ping && Chance()) return check with { IsAll = true };

        var isHttp = check.Kind == CheckKind.Http;
        var target = Pick(Addressed(spec).Concat(spec.Switches.Where(s => s.Address is not null).Select(s => s.Name)));
        check = check with
        {
            From = new CheckEnd(spec.Hosts.Count > 0 && Chance() ? Pick(spec.Hosts).Name : "root", null, null, null),
            To = new CheckEnd(target, target is null ? Address().Address : null, check.Kind == CheckKind.Ping || isTable ? null : Port(), isHttp && Chance() ? "/a?b=c" : null),
            MustFail = !isHttp && Chance(),
            Via = check.Kind == CheckKind.Route && Chance() ? Address().Address : null,
            Status = isHttp ? Maybe(() => _random.Next(100, 600)) : null,
        };
        if (!check.MustFail && !isTable && Chance()) check = check with { Says = "x" + Text() };
        var (a, b) = (Pick(Addressed(spec)), Pick(Addressed(spec)));
        return check.Kind != CheckKind.Ping || a is null || b is null
            ? check
            : check with { IsBothWays = true, From = new CheckEnd(a, null, null, null), To = new CheckEnd(b, null, null, null) };
    }

    private static IEnumerable<string> Addressed(LabSpec spec) =>
        spec.Hosts.Where(h => h.Loopback.Count > 0 || h.Attachments.Any(a => a.Address is not null)).Select(h => h.Name);

    private static IEnumerable<string> Addressed(LabSpec spec, AddressFamily family) =>
        spec.Hosts.Where(h => h.Loopback.Concat(h.Attachments.Select(a => a.Address).OfType<InterfaceAddress>()).Any(a => a.Address.AddressFamily == family)).Select(h => h.Name);

    private List<string> Names(string prefix, int min, int max) => [.. Enumerable.Range(0, _random.Next(min, max + 1)).Select(i => $"{prefix}{i}")];

    private InterfaceAddress Address()
    {
        var serial = ++_serial;
        var text = _random.Next(4) == 0 ? $"2001:db8::{serial:x}/64" : $"10.0.{serial / 200}.{1 + (serial % 200)}/24";
        return InterfaceAddress.TryParse(text, out var address) ? address : throw new InvalidOperationException(text);
    }

    private MacAddress Mac() => new(0x02_00_00_00_00_00UL + (ulong)++_serial);

    private int Port() => _random.Next(1, 65536);

    /// <summary>Anything that can stand in a YAML file, with what YAML has special ideas about.</summary>
    private string Text()
    {
        string[] pieces = [" ", "\n", "\t", "'", "\"", "\\", ": ", " #", "- ", "{", "]", "&a", "*", "!", "%", "null", "~", "\u0001", "\u0085", "\u2028", "é", "漢", "😀", "=", "x", "\r", "|", ">"];
        return string.Concat(Enumerable.Range(0, _random.Next(5)).Select(_ => pieces[_random.Next(pieces.Length)]));
    }

    private bool Chance() => _random.Next(2) == 0;

    private T? Maybe<T>(Func<T> make)
        where T : struct => Chance() ? make() : null;

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private string? Pick(IEnumerable<string> items) => items.ToList() is { Count: > 0 } list ? list[_random.Next(list.Count)] : null;

    private List<T> Many<T>(int max, Func<T> make) => [.. Enumerable.Range(0, _random.Next(max + 1)).Select(_ => make())];
}
