using OvsCtl.Netns.Messages;

namespace OvsCtl.Netns.Tests.Kernel;

[Collection(SandboxCollection.Name)]
public sealed class ForeignAnswerTests
{
    [Fact]
    public void Answers_to_another_sequence_number_are_passed_over()
    {
        Sandbox.Require();
        using var socket = NetlinkSocket.Open(NetlinkSocket.NETLINK_ROUTE);

        // Two requests whose answers nobody has fetched: an error and a link lie in the queue, with older numbers.
        Ask(socket, "no-such-link");
        Ask(socket, "lo");
        var names = new List<string>();
        var outcome = socket.Request(
            RouteAttributes.RTM_GETLINK,
            0,
            writer => writer.Struct(new IfInfoMsg { ifi_index = 1 }),
            (_, payload) => names.Add(LinkParser.Parse(payload).Name));
        Assert.Equal(0, outcome.Errno);
        Assert.Equal(["lo"], names);
        Ask(socket, "no-such-link");
        Assert.NotEmpty(socket.Dump<Link>(RouteAttributes.RTM_GETLINK, writer => writer.Struct(default(IfInfoMsg)), "list links", LinkParser.Parse));
    }

    private static void Ask(NetlinkSocket socket, string name)
    {
        var writer = new NetlinkMessageWriter();
        using (writer.Message(RouteAttributes.RTM_GETLINK, NetlinkHeader.NLM_F_ACK, socket.NextSequence()))
        {
            writer.Struct(default(IfInfoMsg));
            writer.Attribute(RouteAttributes.IFLA_IFNAME, name);
        }

        socket.Send(writer.Written);
    }
}
