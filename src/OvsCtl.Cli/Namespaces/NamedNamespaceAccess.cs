using OvsCtl.Cli.Terminal;
using OvsCtl.Netns;
using OvsCtl.Topology;

namespace OvsCtl.Cli.Namespaces;

/// <summary>The named namespaces of this machine: OvsCtl.Netns, its errors turned into exit codes.</summary>
internal static class NamedNamespaceAccess
{
    private const int ENOENT = 2, EACCES = 13; // asm-generic/errno-base.h

    public static IReadOnlyList<NamespaceEntry> List() =>
        KernelFailure.Translate(() => NamedNamespaces.List().Select(n => new NamespaceEntry(n.Name, n.IsStale, n.NsId)).ToList());

    public static void Create(string name) => KernelFailure.Translate(() =>
    {
        NamedNamespaces.Create(name);
        return true;
    });

    /// <summary>Deletes the name, unless an interface that a lab has adopted would go with the namespace.</summary>
    /// <returns>What keeps the namespace: the processes that still use it, and its other names.</returns>
    public static (IReadOnlyList<int> Pids, IReadOnlyList<string> OtherNames) Delete(string name) => KernelFailure.Translate<(IReadOnlyList<int>, IReadOnlyList<string>)>(() =>
    {
        ThrowIfMissing(name);
        var all = NamedNamespaces.List();
        var alive = all.FirstOrDefault(entry => entry.Name == name && !entry.IsStale);
        if (alive is not null) ThrowIfLent(name);
        IReadOnlyList<int> pids = alive is null ? [] : NamedNamespaces.Pids(name);
        NamedNamespaces.Delete(name);
        return (pids, [.. all.Where(entry => !entry.IsStale && entry.Inode == alive?.Inode && entry.Name != name).Select(entry => entry.Name)]);
    });

    /// <summary>An open namespace; the calling thread's own when no name is given.</summary>
    public static NetworkNamespace Open(string? name) => KernelFailure.Translate(() =>
    {
        if (name is null) return NetworkNamespace.OpenCurrent();
        ThrowIfMissing(name);
        return NetworkNamespace.Open(name);
    });

    /// <summary>Becomes the command inside the namespace; returns only by an exception.</summary>
    /// <exception cref="CommandFailure">With exit code 125 to 127, as docker exec has them.</exception>
    public static int Exec(string name, IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment)
    {
        try
        {
            if (!NamedNamespaces.Exists(name)) throw new CommandFailure(ExitCode.ExecFailed, $"there is no network namespace '{name}'{Nearest(name)}");
            return NamespaceExec.Exec(name, command, environment is null ? null : Merged(environment), e => StandardStreams.Error.WriteLine($"ovsctl: {e.Message}"));
        }
        catch (ArgumentException e)
        {
            throw new CommandFailure(ExitCode.ExecFailed, e.Message, e);
        }
        catch (NativeException e)
        {
            throw NotRun(e);
        }
    }

    /// <summary>Why a program did not run, with docker's exit codes.</summary>
    public static CommandFailure NotRun(NativeException e)
    {
        var isCommand = e.Operation.StartsWith("run ", StringComparison.Ordinal);
        return new CommandFailure(isCommand && e.Errno == ENOENT ? ExitCode.ExecNotFound : isCommand && e.Errno == EACCES ? ExitCode.ExecNotExecutable : ExitCode.ExecFailed, e.Message, e);
    }

    /// <summary>This process's own environment, with a host's variables on top.</summary>
    public static Dictionary<string, string> Merged(IReadOnlyDictionary<string, string> additions)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "");
        foreach (var (name, value) in additions) environment[name] = value;
        return environment;
    }

    /// <summary>Hardware goes back to the initial namespace by itself; the kernel deletes a veth or a dummy with the namespace it is in.</summary>
    private static void ThrowIfLent(string name)
    {
        using var ns = NetworkNamespace.Open(name);
        using var socket = ns.OpenRouteSocket();
        foreach (var link in socket.GetLinks())
            if (link.Kind is { } kind && AdoptedState.TryParse(link.Alias, out _) && LabMark.TryParseAlias(link.Alias, out var lab))
                throw new CommandFailure(ExitCode.Failed, $"the interface {link.Name} of this machine is in '{name}', and a {kind} is deleted with its namespace; 'ovsctl lab down {lab}' gives it back first");
    }

    private static void ThrowIfMissing(string name)
    {
        if (!NamedNamespaces.Exists(name)) throw new CommandFailure(ExitCode.NotFound, $"there is no network namespace '{name}'{Nearest(name)}");
    }

    private static string Nearest(string name) =>
        CommandLine.NearestName.Find(name, NamedNamespaces.List().Select(n => n.Name)) is { } nearest ? $"; did you mean '{nearest}'?" : "";
}
