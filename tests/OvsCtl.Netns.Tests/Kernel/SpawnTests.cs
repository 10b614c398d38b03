using System.Globalization;

namespace OvsCtl.Netns.Tests.Kernel;

[Collection(SandboxCollection.Name)]
public sealed class SpawnTests
{
    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 42", 42)]
    [InlineData("kill -TERM $$", 143)]
    public async Task Exit_code_or_signal_is_reported(string script, int expected)
    {
        using var red = new TestNamespace();
        Assert.Equal(expected, await red.Namespace.Spawn(new SpawnOptions { Arguments = ["sh", "-c", script] }).Exited);
    }

    [Fact]
    public async Task Child_is_in_the_namespace_in_a_session_of_its_own_with_default_signals()
    {
        using var red = new TestNamespace();
        var output = await OutputAsync(red, ["sh", "-c", "readlink /proc/self/ns/net; grep -E 'SigIgn|SigBlk' /proc/self/status; cut -d' ' -f5,6 /proc/$$/stat; echo $$"]);
        var lines = output.TrimEnd().Split('\n');
        Assert.Equal($"net:[{red.Namespace.Inode}]", lines[0]);
        Assert.Equal(["SigBlk:\t0000000000000000", "SigIgn:\t0000000000000000"], lines[1..3]);
        Assert.Equal($"{lines[4]} {lines[4]}", lines[3]);
    }

    [Fact]
    public async Task Child_sees_only_the_standard_descriptors()
    {
        using var red = new TestNamespace();
        using var leaky = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.InterNetwork, System.Net.Sockets.SocketType.Dgram, System.Net.Sockets.ProtocolType.Udp);
        using var route = red.Namespace.OpenRouteSocket();
        var output = await OutputAsync(red, ["python3", "-c", "import os\nprint(sorted(int(f) for f in os.listdir('/proc/self/fd'))[:-1], os.readlink('/proc/self/fd/0'))"]);
        Assert.Equal("[0, 1, 2] /dev/null\n", output);
    }

    [Fact]
    public async Task Environment_and_working_directory_are_those_given()
    {
        using var red = new TestNamespace();
        var options = new SpawnOptions
        {
            Arguments = ["sh", "-c", "echo $COLOR-$HOME; pwd; echo to-stderr >&2"],
            Environment = new Dictionary<string, string> { ["COLOR"] = "red" },
            WorkingDirectory = "/usr",
        };
        Assert.Equal("red-\n/usr\nto-stderr\n", await OutputAsync(red, options));
    }

    [Fact]
    public void Missing_program_output_directory_and_working_directory_are_told_apart()
    {
        using var red = new TestNamespace();
        string[] arguments = ["true"];
        string Error(SpawnOptions options) => Assert.Throws<NativeException>(() => red.Namespace.Spawn(options)).Message;
        Assert.Equal("start no-such-program: No such file or directory (ENOENT)", Error(new SpawnOptions { Arguments = ["no-such-program"] }));
        Assert.Equal("open output file /no/such: No such file or directory (ENOENT)", Error(new SpawnOptions { Arguments = arguments, OutputPath = "/no/such" }));
        Assert.Equal("open working directory /no/such: No such file or directory (ENOENT)", Error(new SpawnOptions { Arguments = arguments, WorkingDirectory = "/no/such" }));
    }

    [Fact]
    public async Task Kill_reaches_the_whole_group()
    {
        using var red = new TestNamespace();
        var mark = Guid.NewGuid().ToString();
        var process = red.Namespace.Spawn(new SpawnOptions
        {
            Arguments = ["sh", "-c", "sleep 1000 & sleep 1000 & wait"],
            Environment = new Dictionary<string, string> { ["MARK"] = mark, ["PATH"] = "/usr/bin:/bin" },
        });
        await Sandbox.UntilAsync(() => ProcessTable.WithEnvironment("MARK", mark).Count == 3, "three processes");
        Assert.True(ProcessTable.IsAlive(process.Pid));
        process.Kill();
        Assert.Equal(143, await process.Exited);
        await Sandbox.UntilAsync(() => !ProcessTable.WithEnvironment("MARK", mark).Any(ProcessTable.IsAlive), "no process left");
        process.Kill();
    }

    [Fact]
    public async Task Many_children_at_once_are_each_collected_with_their_own_code()
    {
        using var red = new TestNamespace();
        var codes = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => red.Namespace.Spawn(new SpawnOptions { Arguments = ["sh", "-c", string.Create(CultureInfo.InvariantCulture, $"exit {i}")] }).Exited));
        Assert.Equal(Enumerable.Range(0, 60), codes);
    }

    [Fact]
    public async Task Single_process_is_signalled_by_pid()
    {
        using var red = new TestNamespace();
        var process = red.Namespace.Spawn(new SpawnOptions { Arguments = ["sleep", "1000"] });
        ProcessTable.Kill(process.Pid, 9);
        Assert.Equal(137, await process.Exited);
        Assert.False(ProcessTable.IsAlive(process.Pid));
        ProcessTable.Kill(process.Pid, 9);
    }

    private static Task<string> OutputAsync(TestNamespace ns, IReadOnlyList<string> arguments) => OutputAsync(ns, new SpawnOptions { Arguments = arguments });

    private static async Task<string> OutputAsync(TestNamespace ns, SpawnOptions options)
    {
        var path = Path.GetTempFileName();
        try
        {
            Assert.Equal(0, await ns.Namespace.Spawn(options with { OutputPath = path }).Exited);
            return await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
