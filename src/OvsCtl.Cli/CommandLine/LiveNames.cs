using System.CommandLine;
using System.CommandLine.Completions;
using OvsCtl.Api;
using OvsCtl.Api.Grpc;
using OvsCtl.Api.V1;

namespace OvsCtl.Cli.CommandLine;

/// <summary>Names that the daemon knows, for completion. Without a daemon, or with a slow one, there are none: nobody waits for a suggestion.</summary>
internal static class LiveNames
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(500);

    public static Argument<T> WithBridges<T>(this Argument<T> argument) => With(argument, names => names.Bridges);

    public static Argument<T> WithHosts<T>(this Argument<T> argument) => With(argument, names => names.Hosts);

    public static Argument<T> WithLabs<T>(this Argument<T> argument) => With(argument, names => names.Labs);

    public static Argument<T> WithAll<T>(this Argument<T> argument) => With(argument, names => names.Hosts.Concat(names.Bridges).Append("root"));

    public static Option<T> WithHosts<T>(this Option<T> option)
    {
        option.CompletionSources.Add(context => Items(context, names => names.Hosts));
        return option;
    }

    public static Option<T> WithLabs<T>(this Option<T> option)
    {
        option.CompletionSources.Add(context => Items(context, names => names.Labs));
        return option;
    }

    private static Argument<T> With<T>(Argument<T> argument, Func<NamesReply, IEnumerable<string>> choose)
    {
        argument.CompletionSources.Add(context => Items(context, choose));
        return argument;
    }

    private static IEnumerable<CompletionItem> Items(CompletionContext context, Func<NamesReply, IEnumerable<string>> choose)
    {
        var socket = DaemonSocket.Find(context.ParseResult.Tokens.SkipWhile(t => t.Value != "--socket").Skip(1).FirstOrDefault()?.Value);
        // The parser asks for its suggestions in a way that cannot wait.
        var names = Task.Run(() => ReadAsync(socket)).GetAwaiter().GetResult();
        return choose(names).Where(name => name.StartsWith(context.WordToComplete, StringComparison.Ordinal)).Select(name => new CompletionItem(name));
    }

    private static async Task<NamesReply> ReadAsync(string socket)
    {
        try
        {
            using var patience = new CancellationTokenSource(s_patience);
            using var client = OvsCtlClient.Connect(socket);
            return await client.Switches.NamesAsync(patience.Token);
        }
        catch (Exception e) when (e is RpcException or OperationCanceledException or ArgumentException)
        {
            return new NamesReply();
        }
    }
}
