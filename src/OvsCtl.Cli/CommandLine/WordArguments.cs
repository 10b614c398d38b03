using System.CommandLine;

namespace OvsCtl.Cli.CommandLine;

/// <summary>Arguments that are one of a few words.</summary>
internal static class WordArguments
{
    /// <summary>Any other word is a usage error that says which are allowed; completion offers these.</summary>
    public static void AcceptOnly<T>(this Argument<T> argument, params string[] words)
    {
        argument.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !words.Contains(token.Value)))
                result.AddError($"'{token.Value}' is no {argument.Name}; one of {string.Join(", ", words)}");
        });
        argument.CompletionSources.Add(words);
    }
}
