using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace OvsCtl.OpenFlow;

/// <summary>
/// Where a controller listens, as Open vSwitch's tools write it (ovs-vswitchd.conf.db(5), "passive connection methods"):
/// <c>ptcp:[PORT][:IP]</c>, <c>pssl:[PORT][:IP]</c> or <c>punix:PATH</c>. The port is 6653 and the address that of all IPv4 interfaces unless given.
/// </summary>
public sealed record OpenFlowTarget
{
    private const int DefaultPort = 6653; // IANA's for OpenFlow

    private OpenFlowTarget(IPEndPoint? endPoint, string? path, bool isTls) => (EndPoint, Path, IsTls) = (endPoint, path, isTls);

    /// <summary>The address and port; null for a unix socket.</summary>
    public IPEndPoint? EndPoint { get; }

    /// <summary>The path of the unix socket; null for the others.</summary>
    public string? Path { get; }

    /// <summary>True for <c>pssl:</c>.</summary>
    [MemberNotNullWhen(true, nameof(EndPoint))]
    public bool IsTls { get; }

    /// <summary>Reads a target.</summary>
    /// <param name="text">The target.</param>
    /// <exception cref="FormatException">It is none, and the message says what is allowed.</exception>
    public static OpenFlowTarget Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (method, rest) = colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..]);
        return method switch
        {
            "punix" when rest.Length > 0 => new OpenFlowTarget(null, rest, isTls: false),
            "ptcp" or "pssl" => new OpenFlowTarget(ParseEndPoint(text, rest), null, isTls: method == "pssl"),
            _ => throw Error(text),
        };
    }

    /// <summary>The target as Open vSwitch writes it.</summary>
    public override string ToString()
    {
        if (EndPoint is null) return $"punix:{Path}";
        var address = EndPoint.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{EndPoint.Address}]" : $"{EndPoint.Address}";
        return string.Create(CultureInfo.InvariantCulture, $"{(IsTls ? "pssl" : "ptcp")}:{EndPoint.Port}:{address}");
    }

    private static IPEndPoint ParseEndPoint(string text, string rest)
    {
        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        var (port, address) = colon < 0 ? (rest, "") : (rest[..colon], rest[(colon + 1)..]);
        var portNumber = (ushort)DefaultPort;
        if (port.Length > 0 && !ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out portNumber)) throw Error(text);
        if (address.Length == 0) return new IPEndPoint(IPAddress.Any, portNumber);
        if (address is ['[', .. var inner, ']']) address = inner;
        return IPAddress.TryParse(address, out var ip) ? new IPEndPoint(ip, portNumber) : throw Error(text);
    }

    private static FormatException Error(string text) =>
        new($"'{text}' is not where to listen: ptcp:[PORT][:IP], pssl:[PORT][:IP] or punix:PATH is expected, e.g. ptcp:6653:127.0.0.1");
}
