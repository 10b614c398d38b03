using System.Diagnostics;

namespace OvsCtl.Cli.Tests.Programs;

public sealed class ManPageTests
{
    [Fact]
    public async Task Manual_page_has_every_command_with_its_examples()
    {
        var run = await OvsCtlRun.RunAsync(["man"]);

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith(".TH OVSCTL 1 ", run.Out, StringComparison.Ordinal);
        foreach (var command in new[] { "ovsctl lab up FILE", "ovsctl flow list [BRIDGE] [FILTER...]", "ovsctl completion SHELL", "ovsctl ping " })
            Assert.Contains($"\n.SS {command.Replace("-", "\\-", StringComparison.Ordinal)}", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("sandbox\\-init", run.Out, StringComparison.Ordinal);
        Assert.Contains("\novsctl flow list v\\-net\\-0 \\-\\-why ", run.Out, StringComparison.Ordinal);
        Assert.Contains("\n.B 7\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_document_of_commands_is_what_the_program_says()
    {
        var written = (await OvsCtlRun.RunAsync(["man", "--markdown"])).Out;
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OvsCtl.sln"))) folder = folder.Parent;
        var path = Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException("no folder above the tests holds OvsCtl.sln"), "docs", "commands.md");

        Assert.Contains("\n## ovsctl addr\n", written, StringComparison.Ordinal);
        Assert.Contains("\n## ovsctl addr add\n", written, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("OVSCTL_WRITE_DOCS") == "1") await File.WriteAllTextAsync(path, written, TestContext.Current.CancellationToken);
        else Assert.True(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken) == written, "docs/commands.md is not what the commands say of themselves; 'ovsctl man --markdown >docs/commands.md' writes it");
    }

    [Fact]
    public async Task Roff_is_read_without_complaint()
    {
        if (!File.Exists("/usr/bin/groff")) Assert.Skip("no groff");
        var page = (await OvsCtlRun.RunAsync(["man"])).Out;
        using var groff = Process.Start(new ProcessStartInfo("/usr/bin/groff", ["-man", "-Tutf8", "-ww", "-z"]) { RedirectStandardInput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException("groff did not start");
        var errors = groff.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await groff.StandardInput.WriteAsync(page.AsMemory(), TestContext.Current.CancellationToken);
        groff.StandardInput.Close();
        await groff.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (groff.ExitCode, await errors));
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _ovsctl ovsctl")]
    [InlineData("zsh", "#compdef ovsctl")]
    [InlineData("fish", "complete -c ovsctl")]
    public async Task Each_shell_has_its_completion(string shell, string line)
    {
        var run = await OvsCtlRun.RunAsync(["completion", shell]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(line, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Completion_without_a_daemon_knows_the_commands()
    {
        var run = await OvsCtlRun.RunAsync(["[suggest:12]", "ovsctl flow "], new Dictionary<string, string> { ["OVSCTL_SOCKET"] = "/nowhere/ovsctl.sock" });

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\nlist\n", run.Out, StringComparison.Ordinal);
        Assert.Equal(2, (await OvsCtlRun.RunAsync(["completion", "tcsh"])).ExitCode);
    }
}
