using OvsCtl.Netns.Messages;

namespace OvsCtl.Netns;

/// <summary>An interface that swallows what is sent through it. Kernels without that module answer EOPNOTSUPP.</summary>
public sealed record NewDummy : NewLink
{
    /// <inheritdoc/>
    public override string Kind => "dummy";

    internal override bool HasData => false;

    internal override void WriteData(NetlinkMessageWriter writer, int underlay)
    {
    }
}
