using OvsCtl.Controller.Executing;
using OvsCtl.Netns;
using OvsCtl.Testing;
using OvsCtl.Topology;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Plans;

namespace OvsCtl.Controller.Tests.Executing;

public sealed class AdoptedLinksTests
{
    private static readonly Place s_host = new("red");

    /// <summary>A card whose host was deleted while the plan was made: no look has seen it, and the plan knows only that it is to be moved.</summary>
    [Theory]
    [InlineData("ovsctl:mine adopted down 192.0.2.1/24 old", "ovsctl:mine adopted down 192.0.2.1/24 old")]
    [InlineData("ovsctl:other adopted down 192.0.2.1/24 old", "ovsctl:mine adopted up -")]
    [InlineData("somebody's own words", "ovsctl:mine adopted up -")]
    [InlineData("", "ovsctl:mine adopted up -")]
    public void A_card_that_is_back_in_root_keeps_what_it_says_of_itself(string before, string after)
    {
        if (Sandbox.SkipReason is { } reason) Assert.Skip(reason);
        using var root = RouteSocket.Open();
        using var places = new PlaceSockets();
        var host = NetworkNamespace.Create();
        places.Adopt(s_host, host, host.OpenRouteSocket());
        root.NewBatch().AddVeth(new VethEnd { Name = "card" }, new VethEnd { Name = "lan", Namespace = host }).SetLink("card", alias: before).Commit();
        new AdoptedLinks("mine", places).Adopt(new AdoptLink("mine", new DesiredInterface { Place = s_host, Name = "card", Purpose = AdoptedState.Unknown.Purpose, IsAdopted = true }) { Reason = "not in red" });
        Assert.DoesNotContain(root.GetLinks(), l => l.Name == "card");
        var card = places.Socket(s_host).FindLink("card");
        Assert.Equal((after, true), (card?.Alias, card?.IsUp));
    }
}
