using System.Diagnostics;
using System.Net;

namespace OvsCtl.Bench.OpenFlow;

/// <summary>Many switches, driven by one thread.</summary>
internal sealed class SwitchFleet : IDisposable
{
    private readonly List<SwitchEnd> _switches = [];
    private Poll.Descriptor[] _descriptors = [];

    public IReadOnlyList<SwitchEnd> Switches => _switches;

    public long Answered => _switches.Sum(s => s.Answered);

    public void Connect(IPEndPoint controller, int count)
    {
        for (var i = 0; i < count; i++) _switches.Add(new SwitchEnd(controller, 0x1000UL + (uint)i));
        _descriptors = [.. _switches.Select(s => new Poll.Descriptor { Handle = s.Handle, Events = Poll.POLLIN })];
    }

    /// <summary>Drives the switches until a condition holds.</summary>
    /// <param name="isDone">The condition, looked at after each round.</param>
    /// <param name="react">What a switch does after it has received.</param>
    /// <param name="limit">How long that may take.</param>
    /// <exception cref="TimeoutException">It did not hold in time, or a switch was hung up on.</exception>
    public void Run(Func<bool> isDone, Action<SwitchEnd> react, TimeSpan limit)
    {
        var clock = Stopwatch.StartNew();
        foreach (var s in _switches) react(s);
        while (!isDone())
        {
            if (clock.Elapsed > limit) throw new TimeoutException($"Not done after {limit.TotalSeconds} s.");
            if (Poll.Wait(_descriptors, 100) <= 0) continue;
            for (var i = 0; i < _descriptors.Length; i++)
            {
                if (_descriptors[i].Returned == 0) continue;
                _switches[i].Receive();
                if (_switches[i].IsClosed) throw new TimeoutException($"The controller hung up on switch {i}.");
                react(_switches[i]);
                _switches[i].Flush();
            }
        }
    }

    public void Teach(int window) => Run(() => _switches.TrueForAll(s => s.IsTaught), s => { if (s.IsIntroduced) s.Teach(window); }, TimeSpan.FromSeconds(60));

    public void Dispose() => _switches.ForEach(s => s.Dispose());
}
