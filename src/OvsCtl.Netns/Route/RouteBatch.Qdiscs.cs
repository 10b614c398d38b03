using System.Globalization;
using OvsCtl.Netns.Messages;
using static OvsCtl.Netns.Messages.NetlinkHeader;
using static OvsCtl.Netns.Messages.QdiscAttributes;
using static OvsCtl.Netns.Messages.RouteAttributes;

namespace OvsCtl.Netns;

/// <content>Queueing disciplines.</content>
public sealed partial class RouteBatch
{
    /// <summary>
    /// Shapes what a link sends; what was there is replaced. ENOENT when the kernel does not have the discipline: see
    /// <see cref="KernelFeatures.FindMissingQdisc"/>.
    /// </summary>
    /// <param name="link">Which link.</param>
    /// <param name="settings">The discipline and what it is to do.</param>
    /// <param name="handle">Its number, the upper 16 bits; 0 lets the kernel choose.</param>
    /// <param name="parent">Where: <see cref="Qdisc.Root"/> or a class.</param>
    /// <exception cref="ArgumentException">The settings make no sense.</exception>
    public RouteBatch SetQdisc(LinkRef link, QdiscSettings settings, uint handle = 0, uint parent = Qdisc.Root)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Validate();
        return Add(new RouteOperation($"set {settings.Kind} on link {link}", RTM_NEWQDISC, NLM_F_CREATE | NLM_F_REPLACE, (writer, links, _) =>
        {
            writer.Struct(new TcMsg { tcm_ifindex = links[0], tcm_handle = handle, tcm_parent = parent });
            writer.Attribute(TCA_KIND, settings.Kind);
            settings.Write(writer);
        })
        {
            Links = [link],
        });
    }

    /// <summary>
    /// Delays or loses what a link sends, holds it to a rate, or both: then the emulation is at the root, and the bucket inside of it. What is there of another
    /// kind must be deleted before.
    /// </summary>
    /// <param name="link">Which link.</param>
    /// <param name="emulation">Null for none.</param>
    /// <param name="bucket">Null for no limit.</param>
    /// <exception cref="ArgumentException">The settings make no sense.</exception>
    public RouteBatch SetShape(LinkRef link, NetworkEmulation? emulation, TokenBucket? bucket)
    {
        const uint Handle = 0x0001_0000; // 1:
        const uint Class = 0x0001_0001; // 1:1
        if (emulation is not null) SetQdisc(link, emulation, Handle);
        return bucket is null ? this : SetQdisc(link, bucket, parent: emulation is null ? Qdisc.Root : Class);
    }

    /// <summary>Takes a link's discipline away; the kernel puts its default there. ENOENT when there is none but that.</summary>
    public RouteBatch DeleteQdisc(LinkRef link, uint parent = Qdisc.Root)
    {
        var place = parent == Qdisc.Root ? "" : string.Create(CultureInfo.InvariantCulture, $" at class {parent >> 16:x}:{parent & 0xffff:x}");
        return Add(new RouteOperation($"delete discipline of link {link}{place}", RTM_DELQDISC, 0, (writer, links, _) =>
            writer.Struct(new TcMsg { tcm_ifindex = links[0], tcm_parent = parent }))
        {
            Links = [link],
        });
    }

    /// <summary>To see whether the kernel knows the kind at all.</summary>
    internal RouteBatch AddBareQdisc(LinkRef link, string kind) =>
        Add(new RouteOperation($"try {kind}", RTM_NEWQDISC, NLM_F_CREATE | NLM_F_EXCL, (writer, links, _) =>
        {
            writer.Struct(new TcMsg { tcm_ifindex = links[0], tcm_parent = Qdisc.Root });
            writer.Attribute(TCA_KIND, kind);
        })
        {
            Links = [link],
        });
}
