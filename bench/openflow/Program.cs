using System.Globalization;
using System.Net;
using OvsCtl.Bench.OpenFlow;

// openflow-bench throughput|latency|connect|idle IP:PORT [count] [window or seconds] [pid]   one controller, one number on the last line
// openflow-bench flows MGMT_SOCKET COUNT FLOW_FILE                                           our side of the 100,000 flows
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int Number(int index, int otherwise) => args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;
switch (args)
{
    case ["throughput", var controller, ..]:
        Console.WriteLine($"{Measurements.Throughput(IPEndPoint.Parse(controller), Number(2, 16), Number(3, 64), TimeSpan.FromSeconds(Number(4, 5))):f0}");
        return 0;
    case ["latency", var controller, ..]:
        var (p50, p99) = Measurements.Latency(IPEndPoint.Parse(controller), TimeSpan.FromSeconds(Number(2, 5)));
        Console.WriteLine($"{p50:f1} {p99:f1}");
        return 0;
    case ["connect", var controller, ..]:
        Console.WriteLine($"{Measurements.Connect(IPEndPoint.Parse(controller), Number(2, 1000)):f3}");
        return 0;
    case ["idle", var controller, ..]:
        Measurements.Idle(IPEndPoint.Parse(controller), Number(2, 4000), TimeSpan.FromSeconds(Number(3, 60)), Number(4, Environment.ProcessId));
        return 0;
    default:
        Console.Error.WriteLine("usage: openflow-bench throughput|latency|connect|idle IP:PORT ...");
        return 2;
}
