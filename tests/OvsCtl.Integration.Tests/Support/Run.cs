namespace OvsCtl.Integration.Tests.Support;

/// <summary>How a program ended and what it wrote.</summary>
internal sealed record Run(string Command, int ExitCode, string Out, string Error)
{
    /// <summary>The output, when it ended well.</summary>
    public string Ok()
    {
        Assert.True(ExitCode == 0, $"{Command} ended with {ExitCode}:\n{Out}\n{Error}");
        return Out;
    }

    public Run Ends(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"{Command} ended with {ExitCode}, not {exitCode}:\n{Out}\n{Error}");
        return this;
    }
}
