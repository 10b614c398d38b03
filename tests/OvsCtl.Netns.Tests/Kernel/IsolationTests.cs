namespace OvsCtl.Netns.Tests.Kernel;

[Collection(SandboxCollection.Name)]
public sealed class IsolationTests : IDisposable
{
    private readonly string _output = Path.GetTempFileName();

    public void Dispose() => File.Delete(_output);

    [Fact]
    public async Task Program_sees_a_machine_of_its_own()
    {
        // The tutorial's C program: clone(NEWUTS | NEWIPC | NEWPID | NEWNS | NEWNET), host name, /proc, network.
        using var red = new TestNamespace();
        using var route = red.Namespace.OpenRouteSocket();
        route.NewBatch().SetLink("lo", up: true).AddVeth(new VethEnd { Name = "veth1" }, new VethEnd { Name = "veth0" }).Commit();
        const string Script = "echo pid $$; hostname; ls /proc | grep -c '^[0-9]'; ps -o pid= -p 1; ls /sys/class/net | tr '\\n' ' '; readlink /proc/self/ns/uts /proc/self/ns/ipc /proc/self/ns/mnt /proc/self/ns/pid /proc/self/ns/net";
        var process = red.Namespace.Spawn(new SpawnOptions { Arguments = ["sh", "-c", Script], OutputPath = _output, Isolation = new ProcessIsolation { HostName = "in-namespace" } });
        Assert.Equal(0, await process.Exited);
        var lines = await File.ReadAllLinesAsync(_output, TestContext.Current.CancellationToken);
        Assert.Equal(["pid 1", "in-namespace"], lines[..2]);
        Assert.InRange(int.Parse(lines[2], System.Globalization.CultureInfo.InvariantCulture), 1, 4);
        Assert.Equal("1", lines[3].Trim());
        Assert.Equal("lo veth0 veth1", lines[4][..lines[4].IndexOf("uts", StringComparison.Ordinal)].Trim());
        var spaces = string.Join('\n', lines[4..]);
        foreach (var kind in new[] { "uts", "ipc", "mnt", "pid", "net" })
        {
            Assert.Contains($"{kind}:[", spaces, StringComparison.Ordinal);
            Assert.DoesNotContain(new FileInfo($"/proc/self/ns/{kind}").LinkTarget ?? "", spaces, StringComparison.Ordinal);
        }

        Assert.NotEqual("in-namespace", Environment.MachineName);
        Assert.Equal(Environment.ProcessId, int.Parse(new FileInfo("/proc/self").LinkTarget ?? "", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Empty(NamespaceExec.ThreadsOutsideNamespace());
    }

    [Fact]
    public async Task Exit_codes_and_signals_come_through()
    {
        using var red = new TestNamespace();
        Assert.Equal(42, await Start("sh", "-c", "exit 42").Exited);
        var sleeper = Start("sleep", "1000");
        sleeper.Kill(9);
        Assert.Equal(137, await sleeper.Exited);

        // Process 1 of a PID namespace hears only the signals it has a handler for.
        var trapper = Start("sh", "-c", $"trap 'exit 7' TERM; echo ready >{_output}; while :; do sleep 0.01; done");
        await Sandbox.UntilAsync(() => new FileInfo(_output).Length > 0, "the handler");
        trapper.Kill();
        Assert.Equal(7, await trapper.Exited);

        // Its children end with it.
        var parent = Start("sh", "-c", "sleep 1000 & exec sleep 1000");
        await Sandbox.UntilAsync(() => ProcessTable.InNamespace(red.Namespace.Inode).Count == 2, "both processes");
        parent.Kill(9);
        await parent.Exited;
        await Sandbox.UntilAsync(() => ProcessTable.InNamespace(red.Namespace.Inode).Count == 0, "no process");

        SpawnedProcess Start(params string[] arguments) => red.Namespace.Spawn(new SpawnOptions { Arguments = arguments, Isolation = new ProcessIsolation() });
    }

    [Fact]
    public void What_cannot_be_isolated_or_started_is_said_before()
    {
        using var red = new TestNamespace();
        SpawnOptions Options(ProcessIsolation isolation, string program = "true") => new() { Arguments = [program], Isolation = isolation };
        Assert.Throws<ArgumentException>(() => red.Namespace.Spawn(Options(new ProcessIsolation { HostName = new string('x', 65) })));
        Assert.Throws<ArgumentException>(() => red.Namespace.Spawn(Options(new ProcessIsolation { HostName = "" })));
        Assert.Throws<ArgumentException>(() => red.Namespace.Spawn(Options(new ProcessIsolation { Mounts = false })));
        Assert.Equal("start no-such-program: No such file or directory (ENOENT)", Assert.Throws<NativeException>(() => red.Namespace.Spawn(Options(new ProcessIsolation(), "no-such-program"))).Message);
        Assert.Equal("EACCES", Assert.Throws<NativeException>(() => red.Namespace.Spawn(Options(new ProcessIsolation(), "/etc/passwd"))).ErrnoName);
    }

    [Fact]
    public async Task Only_what_is_asked_for_is_isolated()
    {
        using var red = new TestNamespace();
        var process = red.Namespace.Spawn(new SpawnOptions
        {
            Arguments = ["sh", "-c", "hostname; readlink /proc/self/ns/pid /proc/self/ns/ipc /proc/self/ns/mnt"],
            OutputPath = _output,
            Isolation = new ProcessIsolation { Processes = false, Mounts = false, Ipc = false, HostName = "only-this" },
        });
        Assert.Equal(0, await process.Exited);
        var lines = await File.ReadAllLinesAsync(_output, TestContext.Current.CancellationToken);
        Assert.Equal(["only-this", .. new[] { "pid", "ipc", "mnt" }.Select(kind => new FileInfo($"/proc/self/ns/{kind}").LinkTarget ?? "")], lines);
    }

    [Fact]
    public async Task Another_program_joins_the_isolated_one()
    {
        using var red = new TestNamespace();
        var host = red.Namespace.Spawn(new SpawnOptions { Arguments = ["sleep", "1000"], Isolation = new ProcessIsolation { HostName = "host-7" } });
        await Sandbox.UntilAsync(() => File.ReadAllText($"/proc/{host.Pid}/comm") == "sleep\n", "the program behind the shell");
        var code = await NamespaceExec.RunWhereAsync(host.Pid, ["sh", "-c", $"(hostname; cat /proc/1/comm; readlink /proc/self/ns/net) >{_output}; exit 9"], cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(9, code);
        Assert.Equal(["host-7", "sleep", $"net:[{red.Namespace.Inode}]"], await File.ReadAllLinesAsync(_output, TestContext.Current.CancellationToken));

        using var source = new CancellationTokenSource();
        var running = NamespaceExec.RunWhereAsync(host.Pid, ["sleep", "1000"], cancellationToken: source.Token);
        await source.CancelAsync();
        Assert.Equal(143, await running);

        Assert.Equal("run no-such-program: No such file or directory (ENOENT)", (await Assert.ThrowsAsync<NativeException>(() => NamespaceExec.RunWhereAsync(host.Pid, ["no-such-program"], cancellationToken: TestContext.Current.CancellationToken))).Message);
        host.Kill(9);
        await host.Exited;
        Assert.Equal("ESRCH", (await Assert.ThrowsAsync<NativeException>(() => NamespaceExec.RunWhereAsync(host.Pid, ["true"], cancellationToken: TestContext.Current.CancellationToken))).ErrnoName);
        Assert.Empty(NamespaceExec.ThreadsOutsideNamespace());
    }
}
