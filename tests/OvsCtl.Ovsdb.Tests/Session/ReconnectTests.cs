using Newtonsoft.Json.Linq;

namespace OvsCtl.Ovsdb.Tests;

public sealed class ReconnectTests
{
    private readonly Reconnect _machine = new(0);

    [Fact]
    public void Silence_is_probed_and_further_silence_is_the_end()
    {
        _machine.ReceiveAttempted(long.MaxValue);
        _machine.Enable(0);
        Assert.Equal(ReconnectAction.Connect, _machine.Run(0));
        _machine.Connected(0);
        Assert.Equal(ReconnectAction.None, _machine.Run(4999));
        Assert.Equal(ReconnectAction.Probe, _machine.Run(5000));
        Assert.Equal(ReconnectAction.None, _machine.Run(9999));
        Assert.Equal(ReconnectAction.Disconnect, _machine.Run(10000));
    }

    [Fact]
    public void Anything_received_after_the_probe_shows_life()
    {
        _machine.ReceiveAttempted(long.MaxValue);
        _machine.Connected(0);
        Assert.Equal(ReconnectAction.Probe, _machine.Run(5000));
        _machine.Activity(6000);
        Assert.Equal(ReconnectState.Active, _machine.State);
        Assert.Equal(5000, _machine.Timeout(6000));
    }

    [Fact]
    public void An_owner_that_did_not_look_for_input_does_not_blame_the_peer()
    {
        _machine.Connected(0);
        Assert.Equal(ReconnectAction.None, _machine.Run(60_000));
        Assert.Equal(1, _machine.Timeout(60_000));
        _machine.ReceiveAttempted(60_001);
        Assert.Equal(ReconnectAction.Probe, _machine.Run(60_001));
    }

    [Fact]
    public void Failures_double_the_pause_up_to_the_longest()
    {
        var pauses = new List<long?>();
        _machine.Enable(0);
        for (var i = 0; i < 5; i++)
        {
            _machine.ConnectFailed(0);
            pauses.Add(_machine.Timeout(0));
        }

        Assert.Equal([1000, 2000, 4000, 8000, 8000], pauses);
    }

    [Fact]
    public void A_connection_that_breaks_at_once_does_not_shorten_the_pause()
    {
        _machine.Enable(0);
        _machine.ConnectFailed(0);
        _machine.ConnectFailed(1000);
        _machine.Connected(3000);
        _machine.Disconnected(3001);
        Assert.Equal(4000, _machine.Timeout(3001));

        _machine.Connected(7001);
        _machine.Activity(12_000);
        _machine.Disconnected(12_000);
        Assert.Equal(1000, _machine.Timeout(12_000));
    }

    [Fact]
    public void Tries_run_out_and_jitter_changes_the_pause_only()
    {
        var machine = new Reconnect(0) { MaximumTries = 2, Jitter = pause => pause / 2 };
        machine.Enable(0);
        machine.ConnectFailed(0);
        Assert.Equal(500, machine.Timeout(0));
        Assert.Equal(1000, machine.Statistics(0).Backoff);
        machine.ConnectFailed(500);
        Assert.Equal(ReconnectState.Void, machine.State);
        Assert.Null(machine.Timeout(500));
    }

    [Fact]
    public void A_script_tells_what_changed_in_the_words_of_Open_vSwitch() => Assert.Equal(
        """
        ### t=1000 ###
        enable
          in BACKOFF for 0 ms (0 ms backoff)
        run
          should connect
        connecting
          in CONNECTING for 0 ms (0 ms backoff)
        run 1000
          should disconnect

        ### t=2000 ###
          in CONNECTING for 1000 ms (0 ms backoff)
        connect-failed
          in BACKOFF for 0 ms (1000 ms backoff)
          0 successful connections out of 1 attempts, seqno 0
        timeout
          advance 1000 ms

        ### t=3000 ###
          in BACKOFF for 1000 ms (1000 ms backoff)

        """,
        ReconnectScript.Run("enable\nrun\nconnecting\nrun 1000\nconnect-failed\ntimeout\n"));

    [Fact]
    public void Conformance_vectors_of_reconnecting_hold()
    {
        var wrong = new List<string>();
        foreach (var vector in Vectors.Load("reconnect.json"))
        {
            var expected = Text(vector["expected"] ?? vector["normalised"] ?? vector["output"]);
            var actual = ReconnectScript.Run(Text(vector["input"] ?? vector["script"]));
            if (actual.TrimEnd() != expected.TrimEnd()) wrong.Add($"{vector["title"]}: gave\n{actual}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static string Text(JToken? token) => token is JArray lines ? string.Join('\n', lines.Select(line => (string?)line)) + "\n" : (string)token!;
}
