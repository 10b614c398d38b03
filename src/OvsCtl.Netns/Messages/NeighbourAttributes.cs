namespace OvsCtl.Netns.Messages;

/// <summary>Numbers of the attributes of neighbours, linux/neighbour.h</summary>
internal static class NeighbourAttributes
{
    public const ushort NDA_DST = 1;
    public const ushort NDA_LLADDR = 2;
}
