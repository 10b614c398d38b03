using OvsCtl.Netns.Messages;

namespace OvsCtl.Netns;

/// <summary>A link to be made by <see cref="RouteBatch.AddLink"/>; one subtype for each kind. A veth pair has its own request.</summary>
public abstract record NewLink
{
    private protected NewLink()
    {
    }

    /// <summary>The kernel's name of the kind, such as <c>bridge</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The name, at most 15 bytes.</summary>
    public required string Name { get; init; }

    /// <summary>The namespace to be born in; null for the socket's own. What the link is put upon stays in the socket's namespace.</summary>
    public NetworkNamespace? Namespace { get; init; }

    /// <summary>The hardware address, 6 bytes; null for the kernel's choice.</summary>
    public byte[]? Mac { get; init; }

    /// <summary>The MTU in bytes; null for the kernel's choice.</summary>
    public int? Mtu { get; init; }

    /// <summary>Brings it up at once.</summary>
    public bool Up { get; init; }

    /// <summary>The link group; null for 0.</summary>
    public uint? Group { get; init; }

    /// <summary>The bridge to be a port of; null for none.</summary>
    public LinkRef? Master { get; init; }

    /// <summary>The index to use; null to let the kernel choose.</summary>
    public int? IfIndex { get; init; }

    /// <summary>The link it is put upon, as IFLA_LINK.</summary>
    internal virtual LinkRef? Lower => null;

    /// <summary>The links that the kind's own attributes name, by index.</summary>
    internal virtual LinkRef? Underlay => null;

    /// <summary>Whether <see cref="WriteData"/> has anything to write.</summary>
    internal virtual bool HasData => true;

    internal virtual void Validate()
    {
        LinkMessages.ValidateName(Name);
        LinkMessages.ValidateMac(Mac);
    }

    /// <summary>Writes the attributes inside IFLA_INFO_DATA.</summary>
    internal abstract void WriteData(NetlinkMessageWriter writer, int underlay);
}
