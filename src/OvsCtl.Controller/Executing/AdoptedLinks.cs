using OvsCtl.Netns;
using OvsCtl.Topology;
using OvsCtl.Topology.Plans;

namespace OvsCtl.Controller.Executing;

/// <summary>
/// Moves interfaces of the machine into hosts and back. Each request waits for the one before: the mark is there before the move and until everything is as it
/// was, so whoever comes after a daemon that was killed between two of them can finish.
/// </summary>
internal sealed class AdoptedLinks(string lab, PlaceSockets places)
{
    private static readonly AddressOptions s_again = new() { Replace = true };

    public void Adopt(AdoptLink step)
    {
        var (link, root) = (step.Interface, places.Socket(Place.Root));
        // One that came back to root while the plan was made says itself what it was: the plan did not see it anywhere.
        var alias = root.GetLinks().FirstOrDefault(l => l.Name == link.Name)?.Alias;
        if (!(LabMark.TryParseAlias(alias, out var owner) && owner == lab && AdoptedState.TryParse(alias, out _)))
            root.NewBatch().SetLink(link.Name, alias: LabMark.Alias(lab, link.Purpose)).Commit();
        root.NewBatch().SetLink(link.Name, moveTo: places.Namespace(link.Place)).Commit();
        places.Socket(link.Place).NewBatch().SetLink(link.Name, up: true).Commit();
    }

    public void GiveBack(GiveBackLink step)
    {
        var root = places.Socket(Place.Root);
        if (!step.Place.IsRoot) places.Socket(step.Place).NewBatch().SetLink(step.Name, moveTo: places.Namespace(Place.Root)).Commit();
        var batch = root.NewBatch();
        foreach (var address in step.Before.Addresses) batch.AddAddress(step.Name, address.Address, address.PrefixLength, s_again);
        batch.SetLink(step.Name, up: step.Before.IsUp).Commit();
        root.NewBatch().SetLink(step.Name, alias: step.Before.Alias).Commit();
    }
}
