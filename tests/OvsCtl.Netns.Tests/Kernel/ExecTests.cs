namespace OvsCtl.Netns.Tests.Kernel;

[Collection(SandboxCollection.Name)]
public sealed class ExecTests
{
    private static readonly string s_program = Path.Combine(AppContext.BaseDirectory, "OvsCtl.Netns.Tests");

    [Fact]
    public async Task Program_replaces_the_command_inside_the_namespace()
    {
        using var red = new TestNamespace();
        var (code, output) = await ExecAsync(red.Name, "sh", "-c", "readlink /proc/self/ns/net; ls /sys/class/net; grep SigIgn /proc/self/status; exit 7");
        Assert.Equal(7, code);
        Assert.Equal($"net:[{red.Namespace.Inode}]\nlo\nSigIgn:\t0000000000000000", output);
    }

    [Fact]
    public async Task Files_of_etc_netns_lie_over_those_of_etc()
    {
        using var red = new TestNamespace();

        // A copy in the sandbox's own /run: the machine's /etc is not ours to write to.
        await Sandbox.RunAsync("sh", "-c", "cp -r /etc /run/etc-copy 2>/dev/null; mount --bind /run/etc-copy /etc");
        try
        {
            Directory.CreateDirectory($"/etc/netns/{red.Name}");
            await File.WriteAllTextAsync($"/etc/netns/{red.Name}/hostname", "inside\n", TestContext.Current.CancellationToken);

            // Nothing to lie over: the program runs without it, as with ip.
            await File.WriteAllTextAsync($"/etc/netns/{red.Name}/no-such-file-in-etc", "", TestContext.Current.CancellationToken);
            Assert.Equal((0, "inside"), await ExecAsync(red.Name, "cat", "/etc/hostname"));
            Assert.NotEqual("inside\n", await File.ReadAllTextAsync("/etc/hostname", TestContext.Current.CancellationToken));
        }
        finally
        {
            await Sandbox.RunAsync("umount", "/etc");
        }
    }

    [Fact]
    public async Task Missing_and_barred_programs_and_missing_namespaces_are_told_apart()
    {
        using var red = new TestNamespace();
        Assert.Equal((127, "run no-such-program: No such file or directory (ENOENT)"), await ExecAsync(red.Name, "no-such-program"));
        Assert.Equal((126, "run /etc/passwd: Permission denied (EACCES)"), await ExecAsync("", "/etc/passwd"));
        Assert.Equal((127, "open network namespace no-such: No such file or directory (ENOENT)"), await ExecAsync("no-such", "true"));
    }

    [Fact]
    public async Task Fresh_sandbox_is_furnished_and_leaves_ours_alone()
    {
        using var red = new TestNamespace();
        var (code, output) = await Sandbox.TryRunAsync(
            "unshare",
            "--net",
            "--mount",
            "--pid",
            "--fork",
            "--kill-child",
            "--mount-proc",
            "env",
            $"{ExecProgram.PrepareVariable}=1",
            $"{ExecProgram.Variable}=\nsh\n-c\nls -A /run; stat -c %a /run; ls /sys/class/net; ip -br link show lo",
            s_program);
        Assert.Equal(0, code);
        var lines = output.Split('\n');
        Assert.Equal(["755", "lo"], lines[..2]);
        Assert.Contains("LOOPBACK,UP", lines[2], StringComparison.Ordinal);
        Assert.True(NamedNamespaces.Exists(red.Name));
    }

    private static Task<(int ExitCode, string Output)> ExecAsync(string ns, params string[] arguments) =>
        Sandbox.TryRunAsync("env", $"{ExecProgram.Variable}={ns}\n{string.Join('\n', arguments)}", s_program);
}
