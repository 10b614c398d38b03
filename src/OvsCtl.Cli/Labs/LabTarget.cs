using OvsCtl.Api;

namespace OvsCtl.Cli.Labs;

/// <summary>The argument NAME|FILE.</summary>
internal static class LabTarget
{
    /// <summary>What has a slash or a YAML ending, or is there as a file, is a file; a lab's name has none of these.</summary>
    public static bool IsFile(string argument) =>
        argument.Contains('/', StringComparison.Ordinal)
        || argument.EndsWith(".yaml", StringComparison.Ordinal)
        || argument.EndsWith(".yml", StringComparison.Ordinal)
        || File.Exists(argument);

    public static string Name(string argument) => IsFile(argument) ? LabFileReader.Read(argument).Name : argument;

    /// <summary>The lab named, or the only one the daemon has.</summary>
    public static async Task<string> NameOrOnlyAsync(string? argument, OvsCtlClient client, CancellationToken cancellationToken)
    {
        if (argument is not null) return Name(argument);
        var labs = (await client.Labs.ListAsync(cancellationToken)).Labs;
        return labs.Count switch
        {
            0 => throw new CommandFailure(ExitCode.NotFound, "there is no lab; 'ovsctl lab up FILE' brings one up"),
            1 => labs[0].Name,
            _ => throw new CommandFailure(ExitCode.Usage, $"which lab? one of {string.Join(", ", labs.Select(lab => lab.Name))}"),
        };
    }
}
