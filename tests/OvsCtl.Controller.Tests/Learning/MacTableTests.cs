using OvsCtl.Controller.Learning;
using OvsCtl.OpenFlow;

namespace OvsCtl.Controller.Tests.Learning;

public sealed class MacTableTests
{
    private static readonly PortNumber s_port = new(1);
    private static readonly TimeSpan s_maxAge = TimeSpan.FromSeconds(300);

    [Fact]
    public void A_flood_of_forged_addresses_does_not_push_out_one_that_talks()
    {
        var table = new MacTable(100, s_maxAge);

        for (var address = 1000UL; address < 11_000; address++)
        {
            table.Learn(TimeSpan.Zero, 0, 7, s_port);
            table.Learn(TimeSpan.Zero, 0, address, new PortNumber(2));
        }

        Assert.Equal(100, table.Count);
        Assert.True(table.TryFind(TimeSpan.Zero, 0, 7, out var port));
        Assert.Equal(s_port, port);
    }

    [Fact]
    public void Forgetting_a_port_leaves_the_others()
    {
        var table = new MacTable(100, s_maxAge);
        for (var address = 0UL; address < 90; address++) table.Learn(TimeSpan.Zero, 0, address, new PortNumber((uint)(address % 3)));

        table.Forget(s_port);

        Assert.Equal(60, table.Count);
        for (var address = 0UL; address < 90; address++)
        {
            Assert.Equal(address % 3 != 1, table.TryFind(TimeSpan.Zero, 0, address, out var port));
            if (address % 3 != 1) Assert.Equal(address % 3, port.Value);
        }
    }

    [Fact]
    public void A_station_is_said_to_move_only_when_it_was_known_elsewhere()
    {
        var table = new MacTable(100, s_maxAge);

        Assert.False(table.Learn(TimeSpan.Zero, 0, 7, s_port));
        Assert.False(table.Learn(TimeSpan.Zero, 0, 7, s_port));
        Assert.True(table.Learn(TimeSpan.Zero, 0, 7, new PortNumber(2)));
        Assert.False(table.Learn(TimeSpan.FromHours(1), 0, 7, s_port));
    }
}
