using OvsCtl.Api.V1;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Tests.Rendering;

public sealed class ViewTests
{
    [Fact]
    public void Plan_lists_signs_objects_and_reasons() =>
        Assert.Equal(
            """
            lab red-blue: 3 changes
            + host red                       in the file, not there
            ~ address of v-net-0             is 10.0.0.1/24, should be 10.0.0.2/24
            - port x-eth0 on bridge v-net-0

            """,
            Rendered.Page(page => PlanView.Write(page, Plan(), isWide: false)));

    [Fact]
    public void Wide_plan_has_the_commands() =>
        Assert.Contains("\n      ip netns add red\n", Rendered.Page(page => PlanView.Write(page, Plan(), isWide: true)), StringComparison.Ordinal);

    [Fact]
    public void Empty_plan_says_so() =>
        Assert.Equal("lab red-blue: no changes\n", Rendered.Page(page => PlanView.Write(page, new PlanReply { Lab = "red-blue" }, isWide: false)));

    [Fact]
    public void List_is_a_table_without_a_frame() =>
        Assert.Equal(
            """
            NAME      STATE    HOSTS  SWITCHES  LINKS  FILE
            red-blue  up       5      1         5      labs/red-blue.yaml
            lost      drifted  0      0         0      -

            """,
            Rendered.Page(page => LabListView.Write(page, new ListReply
            {
                Labs =
                {
                    new LabSummary { Name = "red-blue", State = LabState.Up, HostCount = 5, SwitchCount = 1, LinkCount = 5, FileName = "labs/red-blue.yaml" },
                    new LabSummary { Name = "lost", State = LabState.Drifted },
                },
            })));

    [Fact]
    public void Check_says_what_was_seen()
    {
        var text = Rendered.Page(page =>
        {
            CheckView.Write(page, new CheckResult { Text = "ping: red <-> blue", Ok = true, Detail = "0.31 ms" });
            CheckView.Write(page, new CheckResult { Text = "no ping: red -> green", Detail = "0.2 ms" });
            CheckView.WriteTotal(page, 1, 1);
        });

        Assert.Equal("ok    ping: red <-> blue  (0.31 ms)\nFAIL  no ping: red -> green  (0.2 ms)\n1 ok, 1 failed\n", text);
    }

    [Fact]
    public void Ping_ends_with_its_total()
    {
        var text = Rendered.Page(page =>
        {
            PingView.Write(page, new PingReply { Sequence = 1, Ok = true, Address = "10.0.0.1", RoundTripMs = 0.25 });
            PingView.Write(page, new PingReply { Sequence = 2, Address = "10.0.0.1", Error = "no reply" });
            PingView.WriteTotal(page, 2, [0.25]);
        });

        Assert.Equal("10.0.0.1 #1: 0.250 ms\n10.0.0.1 #2: no reply\n2 sent, 1 answered; 0.250/0.250/0.250 ms (min/average/max)\n", text);
    }

    [Fact]
    public void Colours_are_escapes_only_where_allowed()
    {
        Assert.Contains('\e', Rendered.Page(page => PlanView.Write(page, Plan(), isWide: false), hasAnsi: true));
        Assert.DoesNotContain('\e', Rendered.Page(page => PlanView.Write(page, Plan(), isWide: true), width: 40));
    }

    private static PlanReply Plan() => new()
    {
        Lab = "red-blue",
        Steps =
        {
            new PlanStep { Change = ChangeKind.Create, Object = "host red", Reason = "in the file, not there", Commands = { "ip netns add red" } },
            new PlanStep { Change = ChangeKind.Update, Object = "address of v-net-0", Reason = "is 10.0.0.1/24, should be 10.0.0.2/24" },
            new PlanStep { Change = ChangeKind.Delete, Object = "port x-eth0 on bridge v-net-0" },
        },
    };
}
