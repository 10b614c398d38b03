using System.CommandLine;
using System.Net;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Rendering;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Commands;

/// <summary><c>route get</c>: which way the kernel would send a packet.</summary>
internal sealed class RouteGetCommand : LocalCommand
{
    private const int EACCES = 13, EINVAL = 22, ENETUNREACH = 101, EHOSTUNREACH = 113; // asm-generic/errno.h
    private const byte RTPROT_UNSPEC = 0, RTPROT_BOOT = 3; // linux/rtnetlink.h

    public RouteGetCommand(GlobalOptions globals)
        : base("get", "The way that a packet would take, as 'ip route get' looks it up.", "sudo ovsctl route get red 8.8.8.8", "sudo ovsctl route get root 10.0.0.1 --from 10.9.0.1")
    {
        var host = EndArgument.Place();
        var address = new Argument<IPAddress>("ADDRESS") { Description = "Where the packet goes.", CustomParser = AddressWords.Address };
        var from = new Option<IPAddress?>("--from") { Description = "Its source, when it is not for the kernel to choose; routing rules may ask for it.", HelpName = "ADDRESS", CustomParser = AddressWords.Address };
        Arguments.Add(host);
        Arguments.Add(address);
        Options.Add(from);
        RunHere(globals, parse => ["route", "get", parse.GetRequiredValue(host), $"{parse.GetRequiredValue(address)}", .. parse.GetValue(from) is { } source ? ["--from", $"{source}"] : Array.Empty<string>()], (parse, context) =>
        {
            var (destination, source) = (parse.GetRequiredValue(address), parse.GetValue(from));
            if (source is not null && source.AddressFamily != destination.AddressFamily) throw new CommandFailure(ExitCode.Usage, $"{source} and {destination} are not of one family");
            using var ns = NamedNamespaceAccess.Open(EndArgument.HostOf(parse.GetRequiredValue(host)));
            using var socket = ns.OpenRouteSocket();
            var route = LookUp(socket, destination, source);
            // An answer made up for this packet is of nobody; that is worth no word, as that of an administrator at boot.
            if (route.Protocol == RTPROT_UNSPEC) route = route with { Protocol = RTPROT_BOOT };
            RouteView.Write(context, [route], socket.GetLinks().ToDictionary(link => link.IfIndex, link => link.Name));
        });
    }

    private static Route LookUp(RouteSocket socket, IPAddress destination, IPAddress? source)
    {
        try
        {
            return socket.LookUpRoute(destination, source);
        }
        catch (NetlinkException e) when (e.KernelMessage is null && Reason(e.Errno, source) is { } reason)
        {
            throw new CommandFailure(ExitCode.Failed, $"{e.Message}: {reason}", e);
        }
    }

    private static string? Reason(int errno, IPAddress? source) => errno switch
    {
        ENETUNREACH => "no route goes there",
        EHOSTUNREACH => "an 'unreachable' route says so, or nobody there answers",
        EACCES => "a 'prohibit' route says so",
        EINVAL => source is null ? "a 'blackhole' route says so" : $"a 'blackhole' route says so, or {source} is no address of this place",
        _ => null,
    };
}
