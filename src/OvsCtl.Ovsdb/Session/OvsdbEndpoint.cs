using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OvsCtl.Ovsdb;

/// <summary>Where an OVSDB server listens, written as Open vSwitch writes it: <c>unix:/path</c> or <c>tcp:ip:port</c>.</summary>
public sealed record OvsdbEndpoint
{
    // sockaddr_un.sun_path has 108 bytes, the last of them zero (linux/un.h).
    private const int MaximumPathSize = 107;

    private readonly string _text;

    private OvsdbEndpoint(string text, EndPoint address)
    {
        _text = text;
        Address = address;
    }

    internal EndPoint Address { get; }

    /// <summary>Reads <c>unix:/path</c>, <c>tcp:192.0.2.1:6640</c> or <c>tcp:[2001:db8::1]:6640</c>.</summary>
    /// <exception cref="FormatException">The text is something else; the message says what is allowed.</exception>
    public static OvsdbEndpoint Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (scheme, rest) = text.Split(':', 2) is [var s, var r] ? (s, r) : (text, "");
        return scheme switch
        {
            "unix" when rest.StartsWith('/') && System.Text.Encoding.UTF8.GetByteCount(rest) <= MaximumPathSize =>
                new OvsdbEndpoint(text, new UnixDomainSocketEndPoint(rest)),
            "unix" => throw new FormatException($"'{text}': a socket path is absolute and has at most {MaximumPathSize} bytes"),
            "tcp" => new OvsdbEndpoint(text, ParseTcp(text, rest)),
            "ssl" => throw new FormatException($"'{text}': ssl is not supported; use unix:/path or tcp:ip:port"),
            _ => throw new FormatException($"'{text}' is not an OVSDB endpoint; use unix:/path or tcp:ip:port"),
        };
    }

    /// <summary>The text it was read from.</summary>
    public override string ToString() => _text;

    internal async Task<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        var isUnix = Address is UnixDomainSocketEndPoint;
        var socket = new Socket(Address.AddressFamily, SocketType.Stream, isUnix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        try
        {
            if (!isUnix) socket.NoDelay = true;
            await socket.ConnectAsync(Address, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception e)
        {
            socket.Dispose();
            if (e is SocketException) throw new OvsdbException(OvsdbErrorKind.ConnectFailed, $"cannot connect to {this}: {e.Message}", e);
            throw;
        }
    }

    private static IPEndPoint ParseTcp(string text, string rest)
    {
        var colon = rest.LastIndexOf(':');
        var host = colon < 0 ? "" : rest[..colon];
        if (host is ['[', .. var inner, ']']) host = inner;
        else if (host.Contains(':', StringComparison.Ordinal)) host = "";
        var isValid = IPAddress.TryParse(host, out var address)
            & ushort.TryParse(rest.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port);
        return isValid && address is not null && port != 0
            ? new IPEndPoint(address, port)
            : throw new FormatException($"'{text}': expected tcp:ip:port, an IPv6 address in brackets");
    }
}
