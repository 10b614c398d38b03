using OvsCtl.Netns.Messages;
using static OvsCtl.Netns.Messages.RouteAttributes;

namespace OvsCtl.Netns;

/// <summary>One request of a batch, to be written when the batch is sent.</summary>
/// <param name="Description">For errors, such as <c>create veth red-eth0</c>.</param>
/// <param name="Type">RTM_*</param>
/// <param name="Flags">NLM_F_* beside REQUEST and ACK.</param>
/// <param name="Write">Writes the body, with the indexes of <see cref="Links"/> and the descriptors of <see cref="Namespaces"/>, in order.</param>
internal sealed record RouteOperation(string Description, ushort Type, ushort Flags, RouteOperation.Writer Write)
{
    public delegate void Writer(NetlinkMessageWriter writer, ReadOnlySpan<int> links, ReadOnlySpan<int> namespaces);

    /// <summary>Links the message carries by index: names among them are looked up first.</summary>
    public IReadOnlyList<LinkRef> Links { get; init; } = [];

    /// <summary>Namespaces the message carries by descriptor.</summary>
    public IReadOnlyList<NetworkNamespace> Namespaces { get; init; } = [];

    /// <summary>True when a name may mean another link afterwards.</summary>
    public bool ChangesLinks => Type is RTM_NEWLINK or RTM_DELLINK or RTM_NEWLINKPROP;
}
