namespace OvsCtl.Cli.Walking;

/// <summary>Asks who walks; with --yes nobody.</summary>
internal sealed class WalkTalk(TextReader input, TextWriter output, bool asks)
{
    /// <summary>Waits for Enter.</summary>
    public async Task PauseAsync(CancellationToken cancellationToken)
    {
        if (asks) await ReadAsync("Enter does it. ", cancellationToken);
    }

    /// <returns>Null for who does not say.</returns>
    public async Task<bool?> PredictAsync(CancellationToken cancellationToken) =>
        !asks ? null : (await ReadAsync("Will it hold? y or n: ", cancellationToken)).Trim().ToLowerInvariant() switch
        {
            "y" or "yes" => true,
            "n" or "no" => false,
            _ => null,
        };

    private async Task<string> ReadAsync(string question, CancellationToken cancellationToken)
    {
        output.Write(question);
        output.Flush();
        // A terminal's reading cannot be called off; the thread ends with the program.
        return await Task.Run(input.ReadLine, CancellationToken.None).WaitAsync(cancellationToken)
            ?? throw new CommandFailure(ExitCode.Failed, "nobody answers any more");
    }
}
