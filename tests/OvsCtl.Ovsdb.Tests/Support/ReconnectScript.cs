using System.Globalization;
using System.Text;

namespace OvsCtl.Ovsdb.Tests;

/// <summary>
/// Drives a <see cref="Reconnect"/> machine by a script of one command a line, and tells what changed after each, in the words of Open vSwitch's own
/// reconnect tests: the same script gives the same text there and here.
/// </summary>
internal sealed class ReconnectScript
{
    private const long UnsignedMaximum = uint.MaxValue;

    private readonly Reconnect _machine = new(1000);
    private readonly StringBuilder _output = new();
    private long _now = 1000;

    public static string Run(string script)
    {
        var run = new ReconnectScript();
        run.Say("### t=1000 ###");
        var lines = script.Split('\n');
        // A text ends with a line end; what follows it is no line.
        foreach (var line in lines[^1].Length == 0 ? lines[..^1] : lines) run.Step(line);
        return run._output.ToString();
    }

    private void Step(string line)
    {
        Say(line);
        if (line.StartsWith('#')) return;
        var (before, tries, then) = (_machine.Statistics(_now), _machine.MaximumTries, _now);
        if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var command, .. var arguments]) Execute(command, arguments);
        if (_now != then) Say($"\n### t={_now} ###");
        Tell(before, then, _machine.Statistics(_now), _now);
        if (_machine.MaximumTries != tries) Say($"  {_machine.MaximumTries} tries left");
    }

    private void Execute(string command, string[] arguments)
    {
        switch (command)
        {
            case "enable": _machine.Enable(_now); break;
            case "disable": _machine.Disable(_now); break;
            case "force-reconnect": _machine.ForceReconnect(_now); break;
            case "disconnected": _machine.Disconnected(_now); break;
            case "connecting": _machine.Connecting(_now); break;
            case "connect-failed": _machine.ConnectFailed(_now); break;
            case "connected": _machine.Connected(_now); break;
            case "activity": _machine.Activity(_now); break;
            case "advance": _now += Number(arguments[0]); break;
            case "set-max-tries": _machine.MaximumTries = (int)Number(arguments[0]); break;
            case "set-backoff-free-tries": _machine.BackoffFreeTries = (int)Number(arguments[0]); break;
            case "passive": _machine.SetPassive(true, _now); break;
            case "listening": _machine.Listening(_now); break;
            case "listen-error": _machine.ListenError(_now); break;
            case "receive-attempted": _machine.ReceiveAttempted(arguments[0] == "now" ? _now : long.MaxValue); break;
            case "timeout": Wait(); break;
            case "run":
                if (arguments.Length > 0) _now += Number(arguments[0]);
                Act();
                break;
            default: throw new InvalidOperationException($"the script has a command '{command}'");
        }
    }

    private void Act()
    {
        var action = _machine.Run(_now);
        if (action == ReconnectAction.Probe) Say("  should send probe");
        else if (action != ReconnectAction.None) Say($"  should {(action == ReconnectAction.Connect ? "connect" : "disconnect")}");
    }

    private void Wait()
    {
        var timeout = _machine.Timeout(_now);
        Say(timeout is null ? "  no timeout" : $"  advance {timeout} ms");
        _now += timeout ?? 0;
    }

    private void Tell(ReconnectStatistics old, long then, ReconnectStatistics now, long at)
    {
        var delta = at - then;
        if (old.State != now.State || old.StateElapsed != now.StateElapsed || old.Backoff != now.Backoff)
            Say($"  in {now.State.ToString().ToUpperInvariant()} for {now.StateElapsed} ms ({now.Backoff} ms backoff)");
        if (old.LastActivity != now.LastActivity || old.LastConnected != now.LastConnected)
            Say($"  created {now.CreatedAt}, last activity {now.LastActivity}, last connected {now.LastConnected ?? long.MaxValue}");
        if (old.SuccessfulConnections != now.SuccessfulConnections || old.AttemptedConnections != now.AttemptedConnections || old.SequenceNumber != now.SequenceNumber)
            Say($"  {now.SuccessfulConnections} successful connections out of {now.AttemptedConnections} attempts, seqno {now.SequenceNumber}");
        if (old.IsConnected != now.IsConnected) Say(now.IsConnected ? "  connected" : "  disconnected");
        var (sinceConnect, sinceDisconnect) = (Since(now.LastConnected, at), Since(now.LastDisconnected, at));
        if (old.LastConnected != now.LastConnected
            || (Since(old.LastConnected, then) != sinceConnect - delta && now.LastConnected is not null)
            || (old.TotalConnectedDuration != now.TotalConnectedDuration - delta && (old.TotalConnectedDuration != 0 || now.TotalConnectedDuration != 0)))
            Say($"  last connected {sinceConnect} ms ago, connected {now.TotalConnectedDuration} ms total");
        if (old.LastDisconnected != now.LastDisconnected || (Since(old.LastDisconnected, then) != sinceDisconnect - delta && now.LastDisconnected is not null))
            Say($"  disconnected at {now.LastDisconnected} ms ({sinceDisconnect} ms ago)");
    }

    private void Say(string line) => _output.Append(line).Append('\n');

    private static long Since(long? moment, long now) => moment is { } then ? now - then : UnsignedMaximum;

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
