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
    /// <see cref="KernelFeatures.FindMissingQdisc"/>. For both delay and rate put a <see cref="NetworkEmulation"/> at the root with handle
    /// 0x00010000, and a <see cref="TokenBucket"/> with that as its parent's major number: 0x00010001.
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
