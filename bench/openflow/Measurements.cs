using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace OvsCtl.Bench.OpenFlow;

internal static class Measurements
{
    /// <summary>Packet-ins answered with flow and packet, a second.</summary>
    public static double Throughput(IPEndPoint controller, int switches, int window, TimeSpan time)
    {
        using var fleet = new SwitchFleet();
        fleet.Connect(controller, switches);
        fleet.Teach(window);

        // Two seconds for the controller to warm up, whoever it is.
        Drive(fleet, window, TimeSpan.FromSeconds(2));
        var before = fleet.Answered;
        var clock = Stopwatch.StartNew();
        Drive(fleet, window, time);
        return (fleet.Answered - before) / clock.Elapsed.TotalSeconds;
    }

    /// <summary>From a packet-in of one switch, one at a time, to its answer, in microseconds.</summary>
    public static (double P50, double P99) Latency(IPEndPoint controller, TimeSpan time)
    {
        using var fleet = new SwitchFleet();
        fleet.Connect(controller, 1);
        fleet.Teach(1);
        Drive(fleet, 1, TimeSpan.FromSeconds(2));
        fleet.Run(() => fleet.Switches[0].Outstanding == 0, _ => { }, TimeSpan.FromSeconds(10));
        var samples = new List<double>();
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < time)
        {
            var start = Stopwatch.GetTimestamp();
            fleet.Switches[0].Fill(1);
            fleet.Run(() => fleet.Switches[0].Outstanding == 0, _ => { }, TimeSpan.FromSeconds(10));
            samples.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        samples.Sort();
        return (samples[samples.Count / 2], samples[samples.Count * 99 / 100]);
    }

    /// <summary>How many seconds it takes until many switches that come at once have each had a packet-in answered.</summary>
    public static double Connect(IPEndPoint controller, int switches)
    {
        using var fleet = new SwitchFleet();
        var clock = Stopwatch.StartNew();
        fleet.Connect(controller, switches);
        fleet.Run(() => fleet.Switches.All(s => s.Answered > 0), s => { if (s is { IsIntroduced: true, Outstanding: 0, Answered: 0 }) s.Fill(1); }, TimeSpan.FromSeconds(60));
        return clock.Elapsed.TotalSeconds;
    }

    /// <summary>Connects many switches that only answer echo requests, and says what each costs the controller.</summary>
    public static void Idle(IPEndPoint controller, int switches, TimeSpan time, int controllerPid)
    {
        var before = ResidentSize(controllerPid);
        using var fleet = new SwitchFleet();
        fleet.Connect(controller, switches);
        fleet.Run(() => fleet.Switches.All(s => s.IsIntroduced), _ => { }, TimeSpan.FromSeconds(60));
        var clock = Stopwatch.StartNew();
        fleet.Run(() => clock.Elapsed > time, _ => { }, time + TimeSpan.FromSeconds(10));
        var perSwitch = (ResidentSize(controllerPid) - before) / 1024.0 / switches;
        Console.WriteLine($"{switches} switches stayed {time.TotalSeconds} s, {fleet.Switches.Sum(s => s.EchoCount)} echoes answered");
        Console.WriteLine($"{perSwitch:f1}");
    }

    private static void Drive(SwitchFleet fleet, int window, TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        fleet.Run(() => clock.Elapsed > time, s => s.Fill(window), time + TimeSpan.FromSeconds(10));
    }

    private static long ResidentSize(int pid)
    {
        // VmRSS:    12345 kB
        var line = File.ReadLines($"/proc/{pid}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }
}
