using OvsCtl.Topology.Desired;
using OvsCtl.Topology.LabFiles;
using OvsCtl.Topology.Plans;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.Tests.Plans;

/// <summary>Interfaces of the machine that a lab takes in. card0 is down, card1 is up, card2 is up and has an alias; each has an address.</summary>
public sealed class AdoptionPlanTests
{
    private readonly FakeMachine _machine = new();

    [Fact]
    public void An_adopted_interface_is_marked_with_what_it_was_before_it_is_moved()
    {
        var step = Assert.Single(Plan("box: {adopt: {card2: 10.0.0.2/24}}").Steps.OfType<AdoptLink>());

        Assert.Equal(
            ["ip link set card2 alias 'ovsctl:a adopted up 192.0.2.3/24 the uplink'", "ip link set card2 netns box", "ip -n box link set card2 up"],
            step.Commands);
    }

    [Theory]
    [InlineData("card0")]
    [InlineData("card1")]
    [InlineData("card2")]
    public void It_is_given_back_as_it_was_from_its_mark_alone(string card)
    {
        var before = _machine.Cards;
        Up($"box: {{adopt: {{{card}: 10.0.0.2/24}}, routes: [default via 10.0.0.1]}}");
        Assert.Contains($"box:{card}", _machine.Cards, StringComparison.Ordinal);

        _machine.Apply(Differ.Teardown("a", _machine.Observe()));

        Assert.Equal(before, _machine.Cards);
    }

    [Fact]
    public void Taking_it_out_of_the_file_gives_it_back_and_nothing_else_changes()
    {
        var before = _machine.Cards;
        Up("box: {adopt: {card1: }, loopback: 203.0.113.1/32}");

        var step = Assert.Single(Plan("box: {loopback: 203.0.113.1/32}").Steps);

        Assert.Equal(["ip -n box link set card1 netns 1", "ip addr replace 192.0.2.2/24 dev card1", "ip link set card1 up", "ip link set card1 alias ''"], step.Commands);
        Up("box: {loopback: 203.0.113.1/32}");
        Assert.Equal(before, _machine.Cards);
    }

    [Fact]
    public void It_moves_from_one_host_to_another_and_still_knows_what_it_was()
    {
        var before = _machine.Cards;
        Up("box: {adopt: {card2: 10.0.0.2/24}}\n  den: ");
        Up("box: \n  den: {adopt: {card2: 10.0.0.2/24}}");
        Assert.Contains("den:card2", _machine.Cards, StringComparison.Ordinal);

        _machine.Apply(Differ.Teardown("a", _machine.Observe()));

        Assert.Equal(before, _machine.Cards);
    }

    /// <summary>What a deleted namespace, a hand, or a daemon that was killed half way leave behind.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void One_that_is_in_root_with_its_mark_is_taken_in_again_and_given_back_as_it_was(bool isTakenIn)
    {
        var before = _machine.Cards;
        const string Lab = "box: {adopt: {card1: 10.0.0.2/24}}";
        Up(Lab);
        _machine.DeleteNamespaceByHand("box");
        if (isTakenIn)
        {
            Up(Lab);
            Assert.Contains("box:card1", _machine.Cards, StringComparison.Ordinal);
        }

        _machine.Apply(Differ.Teardown("a", _machine.Observe()));

        Assert.Equal(before, _machine.Cards);
        Assert.True(Differ.Teardown("a", _machine.Observe()).IsEmpty);
    }

    [Fact]
    public void One_that_was_put_into_the_host_by_hand_is_taken_over()
    {
        Up("box: ");
        _machine.Move("card1", Place.Root, new Place("box"));

        Up("box: {adopt: {card1: 10.0.0.2/24}}");

        Assert.Contains("box:card1", _machine.Cards, StringComparison.Ordinal);
        Assert.Contains("adopted=adopted up - ", _machine.Cards, StringComparison.Ordinal);
    }

    [Fact]
    public void Adopted_interfaces_go_back_before_their_namespace_goes()
    {
        Up("box: {adopt: {card1: }}");
        var plan = Differ.Teardown("a", _machine.Observe());
        var back = plan.Steps.OfType<GiveBackLink>().Single();
        var gone = plan.Steps.OfType<DeleteNamespace>().Single();

        Assert.True(back.Phase < gone.Phase);
        Assert.Contains(StepObjects.Provides(back), StepObjects.Needs(gone).Contains);
        Assert.DoesNotContain(plan.Steps, s => s is DeleteLink);
    }

    [Theory]
    [InlineData("eth7", "host box: cannot adopt eth7: root has no interface of that name; it has card0, card1, card2. One that comes later needs 'hotplug: true'")]
    [InlineData("br0", "host box: cannot adopt br0: it is a bridge; a bridge cannot change its namespace")]
    public void What_cannot_be_adopted_is_said_before_anything_is_done(string name, string conflict)
    {
        if (name == "br0") _machine.AddForeignLink("br0");
        if (name == "br0") _machine.AddForeignBridge("br0");

        var refusal = Assert.Throws<ObjectConflictException>(() => Plan($"box: {{adopt: {{{name}: }}}}"));

        Assert.Equal(conflict, refusal.Message);
    }

    [Fact]
    public void One_that_another_lab_has_is_named_with_its_host_and_lab()
    {
        Up("box: {adopt: {card1: }}");

        var refusal = Assert.Throws<ObjectConflictException>(() => Differ.Diff(Desired("den: {adopt: {card1: }}") with { Lab = "b" }, _machine.Observe(), []));

        Assert.Equal("host den: cannot adopt card1: it is in host box and belongs to lab a until that goes down", refusal.Message);
    }

    [Fact]
    public void A_link_of_the_lab_itself_or_of_another_is_not_the_machines_own()
    {
        Assert.False(LabFile.TryParse("lab: a\nhosts: {box: {adopt: {eth7: }}}\nlinks: [{root:eth7: , den: }]", "x", out _, out var errors));
        Assert.Equal("eth7 is a link that this lab makes in root (line 3); only an interface that the machine has already can be adopted", Assert.Single(errors).Message);

        _machine.Apply(Differ.Diff(Resolver.Resolve(LabFile.Parse("lab: b\nlinks: [{root:eth7: , den: }]", "x")), _machine.Observe(), []));
        var refusal = Assert.Throws<ObjectConflictException>(() => Plan("box: {adopt: {eth7: }}"));
        Assert.Equal("host box: cannot adopt eth7: it belongs to lab b", refusal.Message);
    }

    [Fact]
    public void One_that_may_come_later_is_left_out_with_what_goes_over_it_until_it_is_there()
    {
        const string Lab = "box: {adopt: {eth7: {address: 10.0.0.2/24, hotplug: true}}, routes: [default via 10.0.0.1, 10.9.0.0/16 dev eth7]}";
        Up(Lab);
        Assert.Empty(_machine.Observe().Places[new Place("box")].Routes);

        _machine.AddForeignLink("eth7");
        Up(Lab);

        Assert.Equal(2, _machine.Observe().Places[new Place("box")].Routes.Count);
    }

    [Fact]
    public void One_that_is_taken_away_while_the_lab_is_up_stops_only_what_needs_it()
    {
        Up("box: {adopt: {card1: 10.0.0.2/24}, loopback: 203.0.113.1/32}");
        _machine.DeleteLinkByHand(new Place("box"), "card1");
        var lab = Desired("box: {adopt: {card1: 10.0.0.2/24}, loopback: [203.0.113.1/32, 203.0.113.2/32]}");

        Assert.Throws<ObjectConflictException>(() => Differ.Diff(lab, _machine.Observe(), []));
        var mend = Differ.Diff(lab, _machine.Observe(), [], wasUp: true);

        var missing = StepObjects.Provides(mend.Steps.OfType<AdoptLink>().Single()).ToHashSet();
        Assert.Equal(["address 10.0.0.2/24 on box:card1"], mend.Steps.Where(s => StepObjects.Needs(s).Any(missing.Contains)).Select(s => s.Target));
        Assert.Contains(mend.Steps, s => s.Target == "address 203.0.113.2/32 on box:lo");
    }

    [Fact]
    public void More_than_an_alias_holds_is_refused()
    {
        var machine = new FakeMachine();
        var there = machine.Observe();
        var root = there.Root;
        var card = root.Interfaces["card1"];
        var many = Enumerable.Range(1, 20).Select(i => InterfaceAddress.TryParse($"192.0.2.{i}/24", out var a) ? a : default).ToList();
        var crowded = there with { Places = new Dictionary<Place, Topology.Observed.ObservedPlace>(there.Places) { [Place.Root] = root with { Interfaces = new Dictionary<string, Topology.Observed.ObservedInterface>(root.Interfaces) { ["card1"] = card with { Addresses = many } } } } };

        var refusal = Assert.Throws<ObjectConflictException>(() => Differ.Diff(Desired("box: {adopt: {card1: }}"), crowded, []));

        Assert.Contains("do not fit into the 255 bytes", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ovsctl:a adopted up -", "adopted up -")]
    [InlineData("ovsctl:a adopted down 10.0.0.1/24,2001:db8::1/64 my own  words", "adopted down 10.0.0.1/24,2001:db8::1/64 my own  words")]
    [InlineData("ovsctl:a adopted", null)]
    [InlineData("ovsctl:a adopted up 10.0.0.1", null)]
    [InlineData("ovsctl:a adopted away -", null)]
    [InlineData("ovsctl:a box:eth0 to s1", null)]
    [InlineData("adopted up -", null)]
    [InlineData(null, null)]
    public void Mark_is_read_back(string? alias, string? purpose)
    {
        Assert.Equal(purpose is not null, AdoptedState.TryParse(alias, out var before));
        Assert.Equal(purpose, before?.Purpose);
    }

    private static DesiredState Desired(string hosts) => Resolver.Resolve(LabFile.Parse($"lab: a\nhosts:\n  {hosts}\n", "x"));

    private Plan Plan(string hosts) => Differ.Diff(Desired(hosts), _machine.Observe(), []);

    private void Up(string hosts)
    {
        for (var round = 0; round < 4 && Plan(hosts) is { IsEmpty: false } plan; round++) _machine.Apply(plan);
        Assert.Empty(Plan(hosts).Steps);
    }
}
