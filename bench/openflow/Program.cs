using System.Globalization;
using System.Net;
using OvsCtl.Bench.OpenFlow;

// openflow-bench throughput|latency|connect|idle IP:PORT [count] [window or seconds] [pid]   one controller, one number on the last line
// openflow-bench write-flows FILE COUNT        flows as text, for ovs-ofctl
// openflow-bench add-flows|diff-flows SOCKET COUNT   the same flows, our way
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
    case ["write-flows", var file, ..]:
        Flows.WriteFile(file, Number(2, 100_000));
        return 0;
    case ["add-flows", var socket, ..]:
        await Flows.AddAsync(socket, Number(2, 100_000));
        return 0;
    case ["diff-flows", var socket, ..]:
        await Flows.DiffAsync(socket, Number(2, 100_000));
        return 0;
    default:
        Console.Error.WriteLine("usage: openflow-bench throughput|latency|connect|idle IP:PORT ... or write-flows|add-flows|diff-flows ...");
        return 2;
}
