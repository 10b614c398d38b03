using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles.Writing;

/// <summary><see cref="LabSpec"/> → the long form.</summary>
internal static class LabWriter
{
    public static string Write(LabSpec spec)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var yaml = new YamlText(text);
        yaml.Mapping(() =>
        {
            yaml.Pair("lab", spec.Name);
            Section(yaml, "switches", spec.Switches, () => yaml.Mapping(() => Each(spec.Switches, s => Switch(yaml, s))));
            Section(yaml, "hosts", spec.Hosts, () => yaml.Mapping(() => Each(spec.Hosts, h => Host(yaml, h))));
            Section(yaml, "links", spec.Links, () => yaml.List(() => Each(spec.Links, l => Link(yaml, l))));
            Section(yaml, "nat", spec.Nat, () => yaml.List(() => Each(spec.Nat, n => Nat(yaml, n))));
            Section(yaml, "forwards", spec.Forwards, () => yaml.List(() => Each(spec.Forwards, f => Forward(yaml, f))));
            Section(yaml, "checks", spec.Checks, () => yaml.List(() => Each(spec.Checks, c => Check(yaml, c))));
        });
        yaml.End();
        return text.ToString();
    }

    private static void Switch(YamlText yaml, SwitchSpec spec)
    {
        yaml.Key(spec.Name);
        yaml.Mapping(() =>
        {
            yaml.Pair("kind", spec.Kind == SwitchKind.Ovs ? "ovs" : "linux");
            yaml.Pair("address", spec.Address?.ToString());
            if (spec.Kind == SwitchKind.Ovs) yaml.Pair("controller", spec.Controller == SwitchController.OvsCtl ? "ovsctl" : "none");
            yaml.Pair("mac", spec.Mac?.ToString());
            yaml.Pair("mtu", Number(spec.Mtu));
            yaml.Pair("dpid", spec.DatapathId is { } id ? $"0x{id:x16}" : null);
            yaml.Pair("in", spec.In);
        });
    }

    private static void Host(YamlText yaml, HostSpec spec)
    {
        yaml.Key(spec.Name);
        yaml.Mapping(() =>
        {
            Each(spec.Attachments, a => Attachment(yaml, a));
            Section(yaml, "adopt", spec.Adopt, () => yaml.Mapping(() => Each(spec.Adopt, a => Adoption(yaml, a))));
            Section(yaml, "loopback", spec.Loopback, () => yaml.List(() => Each(spec.Loopback, a => yaml.Text(a.ToString()))));
            Section(yaml, "routes", spec.Routes, () => yaml.List(() => Each(spec.Routes, r => yaml.Text(Route(r)))));
            if (spec.Forward) yaml.Pair("forward", "true");
            yaml.Pair("run", spec.Run);
            Section(yaml, "isolate", IsolationWords.Of(spec.Isolate), () => yaml.List(() => Each(IsolationWords.Of(spec.Isolate), yaml.Text)));
            Section(yaml, "env", spec.Env, () => yaml.Mapping(() => Each(spec.Env, pair => yaml.Pair(pair.Key, pair.Value))));
            Section(yaml, "sysctl", spec.Sysctl, () => yaml.Mapping(() => Each(spec.Sysctl, pair => yaml.Pair(pair.Key, pair.Value))));
        });
    }

    private static void Attachment(YamlText yaml, AttachmentSpec spec)
    {
        yaml.Key(spec.Switch);
        yaml.Mapping(() =>
        {
            yaml.Pair("address", spec.Address?.ToString());
            yaml.Pair("mac", spec.Mac?.ToString());
            yaml.Pair("mtu", Number(spec.Mtu));
            yaml.Pair("name", spec.Name);
            if (spec.Shape is { } shape) ShapeOf(yaml, shape);
        });
    }

    private static void Adoption(YamlText yaml, AdoptionSpec spec)
    {
        yaml.Key(spec.Name);
        yaml.Mapping(() =>
        {
            yaml.Pair("address", spec.Address?.ToString());
            if (spec.MayBeAbsent) yaml.Pair("hotplug", "true");
            if (spec.Shape is { } shape) ShapeOf(yaml, shape);
        });
    }

    // Without a gateway "default" means IPv4.
    private static string Route(RouteSpec route) =>
        route is { Via: null, Destination: { PrefixLength: 0, BaseAddress.AddressFamily: AddressFamily.InterNetworkV6 } } ? $"::/0 dev {route.Dev}" : route.ToString();

    private static void Link(YamlText yaml, LinkSpec spec) => yaml.Mapping(() =>
    {
        foreach (var end in new[] { spec.A, spec.B })
        {
            yaml.Key(end.IfName is null ? end.Name : $"{end.Name}:{end.IfName}");
            if (end.Shape is not { } shape)
            {
                yaml.TextOrNothing(end.Address?.ToString());
                continue;
            }

            yaml.Mapping(() =>
            {
                yaml.Pair("address", end.Address?.ToString());
                ShapeOf(yaml, shape);
            });
        }
    });

    private static void ShapeOf(YamlText yaml, Shape shape)
    {
        yaml.Key("shape");
        yaml.Mapping(() =>
        {
            yaml.Pair("rate", shape.Rate is { } rate ? ShapeText.Rate(rate) : null);
            yaml.Pair("burst", shape.Burst is { } burst ? string.Create(CultureInfo.InvariantCulture, $"{burst}b") : null);
            yaml.Pair("delay", shape.Delay is { } delay ? ShapeText.Delay(delay) : null);
            yaml.Pair("loss", shape.Loss is { } loss ? ShapeText.Loss(loss) : null);
        });
    }

    private static void Nat(YamlText yaml, NatSpec spec) => yaml.Mapping(() =>
    {
        yaml.Pair("from", spec.From.ToString());
        yaml.Pair("out", spec.Out);
        yaml.Pair("in", spec.In);
    });

    private static void Forward(YamlText yaml, ForwardSpec spec) => yaml.Mapping(() =>
    {
        yaml.Pair("listen", Endpoint(spec.ListenAddress, spec.ListenPort));
        yaml.Pair("to", spec.ToAddress is { } address ? Endpoint(address, spec.ToPort) : $"{spec.ToHost}:{spec.ToPort}");
        yaml.Pair("proto", spec.Protocol == TransportProtocol.Tcp ? "tcp" : "udp");
        yaml.Pair("in", spec.In);
    });

    private static void Check(YamlText yaml, CheckSpec spec) => yaml.Mapping(() =>
    {
        if (spec.Says is null) yaml.Pair(CheckText.Verb(spec), CheckText.Statement(spec));
        else
        {
            yaml.Key("error");
            yaml.Mapping(() =>
            {
                yaml.Pair(CheckText.Verb(spec), CheckText.Statement(spec));
                yaml.Pair("says", spec.Says);
            });
        }

        yaml.Pair("within", spec.Within is { } within ? $"{within.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)}ms" : null);
        if (spec.Count != 1) yaml.Pair("count", Number(spec.Count));
        yaml.Pair("status", Number(spec.Status));
    });

    private static string Endpoint(IPAddress address, int port) => new IPEndPoint(address, port).ToString();

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static void Section<T>(YamlText yaml, string key, IReadOnlyCollection<T> items, Action write)
    {
        if (items.Count == 0) return;
        yaml.Key(key);
        write();
    }

    private static void Each<T>(IEnumerable<T> items, Action<T> write)
    {
        foreach (var item in items) write(item);
    }
}
