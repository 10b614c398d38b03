using System.CommandLine.Parsing;
using System.Net;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Namespaces;

/// <summary>What kind of link is made, in the words of <c>ip link add</c>.</summary>
internal sealed record NewLinkWords
{
    public const string Form = "veth peer HOST:IF, bridge, dummy, tun, tap, vxlan id N [remote ADDRESS] [local ADDRESS] [dev IF] [port N], macvlan link IF [mode MODE], vlan link IF id N";

    private const int EOPNOTSUPP = 95; // asm-generic/errno.h

    private static readonly string[] s_kinds = ["veth", "bridge", "dummy", "tun", "tap", "vxlan", "macvlan", "vlan"];

    public required string Kind { get; init; }

    public EndArgument? Peer { get; private set; }

    public int? Id { get; private set; }

    public int? Port { get; private set; }

    public IPAddress? Remote { get; private set; }

    public IPAddress? Local { get; private set; }

    /// <summary>What it is put upon.</summary>
    public string? Lower { get; private set; }

    public MacvlanMode? Mode { get; private set; }

    public static NewLinkWords? Parse(ArgumentResult result)
    {
        var words = new WordList(result, Form);
        var kind = words.NextKey();
        // ip wants the word "type" before it; whoever types it means the same.
        if (kind == "type") kind = words.NextKey();
        if (kind is null || !s_kinds.Contains(kind))
        {
            words.Refuse($"'{kind}' is no kind of link");
            return null;
        }

        var link = new NewLinkWords { Kind = kind };
        while (words.NextKey() is { } key) link.Read(words, key);
        if (kind == "veth" && link.Peer is null) words.Refuse("a veth needs its other end");
        else if (kind is "vxlan" or "vlan" && link.Id is null) words.Refuse($"a {kind} needs its number");
        else if (kind is "macvlan" or "vlan" && link.Lower is null) words.Refuse($"a {kind} needs the link it is put upon");
        return words.HasFailed ? null : link;
    }

    public void Make(NetworkNamespace ns, RouteSocket route, string name)
    {
        if (Kind is "tun" or "tap")
        {
            TunTap.Create(ns, name, Kind == "tap");
            return;
        }

        if (Peer is { } far)
        {
            using var there = NamedNamespaceAccess.Open(far.Host);
            route.NewBatch().AddVeth(new VethEnd { Name = name }, new VethEnd { Name = far.Interface, Namespace = there }).Commit();
            return;
        }

        try
        {
            route.NewBatch().AddLink(New(name)).Commit();
        }
        catch (NetlinkException e) when (e.Errno == EOPNOTSUPP && KernelFeatures.FindMissingLinkKind(Kind) is { } missing)
        {
            throw new CommandFailure(ExitCode.NotPermitted, $"{e.Message}; {missing.Message}", e);
        }
    }

    private NewLink New(string name) => Kind switch
    {
        "bridge" => new NewBridge { Name = name },
        "dummy" => new NewDummy { Name = name },
        "vxlan" => new NewVxlan { Name = name, Vni = (uint)(Id ?? 0), Remote = Remote, Local = Local, Device = Lower is { } device ? LinkRef.FromString(device) : (LinkRef?)null, Port = (ushort)(Port ?? 4789) },
        "macvlan" => new NewMacvlan { Name = name, Parent = Lower ?? "", Mode = Mode ?? MacvlanMode.Bridge },
        _ => new NewVlan { Name = name, Parent = Lower ?? "", VlanId = (ushort)(Id ?? 0) },
    };

    private void Read(WordList words, string key)
    {
        switch ((Kind, key))
        {
            case ("veth", "peer"):
                var end = words.Value(key);
                // ip: 'peer name veth1'.
                if (end == "name") end = words.Value(key);
                Peer = EndArgument.Parse(end.Contains(':', StringComparison.Ordinal) ? end : $"root:{end}");
                if (Peer is null) words.Refuse($"'{end}' names no interface");
                break;
            case ("vxlan" or "vlan", "id"): Id = words.Value<int>(key, "number", Kind == "vlan" ? VlanId : LinkChangeWords.Number); break;
            case ("vxlan", "port"): Port = words.Value(key, "port", UdpPort); break;
            case ("vxlan", "remote"): Remote = Address(words, key); break;
            case ("vxlan", "local"): Local = Address(words, key); break;
            case ("vxlan", "dev"): Lower = words.Value(key); break;
            case ("macvlan" or "vlan", "link"): Lower = words.Value(key); break;
            case ("macvlan", "mode"): Mode = words.Value(key, "mode (private, vepa, bridge, passthru)", MacvlanModeOf); break;
            default: words.Refuse($"'{key}' does not go with {Kind}"); break;
        }
    }

    private static IPAddress? Address(WordList words, string key)
    {
        var text = words.Value(key);
        if (AddressWords.TryParse(text, out var address)) return address;
        words.Refuse($"'{text}' is no address");
        return null;
    }

    private static int? VlanId(string text) => LinkChangeWords.Number(text) is { } id and <= 4094 ? id : null;

    private static int? UdpPort(string text) => LinkChangeWords.Number(text) is { } port and <= ushort.MaxValue ? port : null;

    private static MacvlanMode? MacvlanModeOf(string text) => text switch
    {
        "private" => MacvlanMode.Private,
        "vepa" => MacvlanMode.Vepa,
        "bridge" => MacvlanMode.Bridge,
        "passthru" => MacvlanMode.PassThrough,
        _ => null,
    };
}
