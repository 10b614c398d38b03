using System.Text.RegularExpressions;
using OvsCtl.Integration.Tests.Support;

namespace OvsCtl.Integration.Tests;

/// <summary>What only a terminal gets: a line of progress, and colour.</summary>
public sealed partial class TerminalTests : DaemonFixture
{
    private static readonly Dictionary<string, string> s_xterm = new() { ["TERM"] = "xterm", ["NO_COLOR"] = "" };

    [Fact]
    public async Task Work_that_takes_its_time_says_how_far_it_is_and_takes_the_line_away_again()
    {
        // The switch is held until the line has been seen.
        var up = await Terminal.RunAsync(
            ["sh", "-c", $"pkill -STOP -x ovs-vswitchd; {Programs.OvsCtl} --socket {Socket} lab up {Labs.RedBlue} & read enter; pkill -CONT -x ovs-vswitchd; wait $!"],
            s_xterm,
            ("", "switches 0/"),
            ("\n", "is up: 5 hosts"));

        Assert.Equal("lab red-blue is up", Escapes().Replace(LastLine(up.Ok()), "")[..18]);
        (await OvsCtlAsync("lab", "down", "red-blue")).Ok();
    }

    [Fact]
    public async Task Colour_is_for_terminals_and_for_nobody_who_said_no()
    {
        (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok();
        string[] check = [Programs.OvsCtl, "--socket", Socket, "lab", "check", "red-blue"];

        Assert.Matches(Colour(), (await Terminal.RunAsync(check, s_xterm)).Ok());
        Assert.DoesNotMatch(Colour(), (await Terminal.RunAsync(check, new Dictionary<string, string>(s_xterm) { ["NO_COLOR"] = "1" })).Ok());
        Assert.DoesNotMatch(Colour(), (await Terminal.RunAsync([.. check, "--no-color"], s_xterm)).Ok());
        Assert.DoesNotContain('\e', (await Programs.RunAsync(check[0], check[1..], s_xterm)).Ok());
        (await OvsCtlAsync("lab", "down", "red-blue")).Ok();
    }

    [Fact]
    public async Task A_terminal_gets_no_escape_where_nothing_is_coloured() =>
        Assert.Matches(@"\Aovsctl [0-9.]+\r?\n\z", (await Terminal.RunAsync([Programs.OvsCtl, "--version"], s_xterm)).Ok());

    /// <summary>As it stands there in the end: what is drawn over is gone.</summary>
    private static string LastLine(string text) => text.TrimEnd().Split('\n')[^1].Split('\r').Last(part => Escapes().Replace(part, "").Trim().Length > 0);

    [GeneratedRegex(@"\e\[[0-9;]+m")]
    private static partial Regex Colour();

    [GeneratedRegex(@"\e(\[[0-9;?]*[A-Za-z]|[=>])")]
    private static partial Regex Escapes();
}
