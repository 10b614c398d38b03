using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OvsCtl.Ovsdb;

/// <summary>Where an OVSDB server listens, written as Open vSwitch writes it: <c>unix:/path</c>, <c>tcp:ip:port</c> or <c>ssl:ip:port</c>.</summary>
public sealed record OvsdbEndpoint
{
    // sockaddr_un.sun_path has 108 bytes, the last of them zero (linux/un.h).
    private const int MaximumPathSize = 107;

    private readonly string _text;

    private OvsdbEndpoint(string text, EndPoint address, bool isTls = false)
    {
        _text = text;
        Address = address;
        IsTls = isTls;
    }

    /// <summary>True for <c>ssl:</c>, which needs <see cref="OvsdbConnectionOptions.Tls"/>.</summary>
    public bool IsTls { get; }

    internal EndPoint Address { get; }

    /// <summary>Reads <c>unix:/path</c>, <c>tcp:192.0.2.1:6640</c>, <c>tcp:[2001:db8::1]:6640</c>, or <c>ssl:</c> like <c>tcp:</c>.</summary>
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
            "ssl" => new OvsdbEndpoint(text, ParseTcp(text, rest), isTls: true),
            _ => throw new FormatException($"'{text}' is not an OVSDB endpoint; use unix:/path, tcp:ip:port or ssl:ip:port"),
        };
    }

    /// <summary>The text it was read from.</summary>
    public override string ToString() => _text;

    /// <summary>Reads several endpoints with commas between, as <c>--db</c> of Open vSwitch's programs takes them.</summary>
    /// <exception cref="FormatException">One of them is something else.</exception>
    public static IReadOnlyList<OvsdbEndpoint> ParseList(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Split(',').Select(Parse)];
    }

    internal async Task<Stream> ConnectAsync(OvsdbTlsOptions? tls, CancellationToken cancellationToken)
    {
        if (IsTls && tls is null) throw new OvsdbException(OvsdbErrorKind.ConnectFailed, $"cannot connect to {this}: no private key, certificate and CA certificate are configured");
        var stream = await ConnectPlainAsync(cancellationToken).ConfigureAwait(false);
        return IsTls && tls is not null ? await TlsHandshake.AuthenticateAsync(stream, _text, tls, cancellationToken).ConfigureAwait(false) : stream;
    }

    private async Task<Stream> ConnectPlainAsync(CancellationToken cancellationToken)
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
            // .NET calls a socket file that is not there an address that cannot be assigned.
            var reason = isUnix && e is SocketException { SocketErrorCode: SocketError.AddressNotAvailable } ? "there is no such file" : e.Message;
            if (e is SocketException) throw new OvsdbException(OvsdbErrorKind.ConnectFailed, $"cannot connect to {this}: {reason}", e);
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
            : throw new FormatException($"'{text}': expected {text[..3]}:ip:port, an IPv6 address in brackets");
    }
}
