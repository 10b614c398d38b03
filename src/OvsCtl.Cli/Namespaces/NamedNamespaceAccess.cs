using OvsCtl.Netns;

namespace OvsCtl.Cli.Namespaces;

/// <summary>The named namespaces of this machine: OvsCtl.Netns, its errors turned into exit codes.</summary>
internal static class NamedNamespaceAccess
{
    private const int EPERM = 1, ENOENT = 2, EACCES = 13, EEXIST = 17; // asm-generic/errno-base.h

    public static IReadOnlyList<NamespaceEntry> List() =>
        Translate(() => NamedNamespaces.List().Select(n => new NamespaceEntry(n.Name, n.IsStale, n.NsId)).ToList());

    public static void Create(string name) => Translate(() =>
    {
        NamedNamespaces.Create(name);
        return true;
    });

    public static void Delete(string name) => Translate(() =>
    {
        if (!NamedNamespaces.Exists(name)) throw new CommandFailure(ExitCode.NotFound, $"there is no network namespace '{name}'{Nearest(name)}");
        NamedNamespaces.Delete(name);
        return true;
    });

    /// <summary>Becomes the command inside the namespace; returns only by an exception.</summary>
    /// <exception cref="CommandFailure">With exit code 125 to 127, as docker exec has them.</exception>
    public static int Exec(string name, IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment)
    {
        try
        {
            if (!NamedNamespaces.Exists(name)) throw new CommandFailure(ExitCode.ExecFailed, $"there is no network namespace '{name}'{Nearest(name)}");
            return NamespaceExec.Exec(name, command, environment is null ? null : Merged(environment));
        }
        catch (ArgumentException e)
        {
            throw new CommandFailure(ExitCode.ExecFailed, e.Message, e);
        }
        catch (NativeException e)
        {
            var isCommand = e.Operation.StartsWith("run ", StringComparison.Ordinal);
            throw new CommandFailure(isCommand && e.Errno == ENOENT ? ExitCode.ExecNotFound : isCommand && e.Errno == EACCES ? ExitCode.ExecNotExecutable : ExitCode.ExecFailed, e.Message, e);
        }
    }

    /// <summary>This process's own environment, with a host's variables on top.</summary>
    private static Dictionary<string, string> Merged(IReadOnlyDictionary<string, string> additions)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "");
        foreach (var (name, value) in additions) environment[name] = value;
        return environment;
    }

    private static T Translate<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (ArgumentException e)
        {
            throw new CommandFailure(ExitCode.Usage, e.Message, e);
        }
        catch (NativeException e)
        {
            throw new CommandFailure(e.Errno switch { EPERM or EACCES => ExitCode.NotPermitted, ENOENT => ExitCode.NotFound, _ => ExitCode.Failed }, e.Errno == EEXIST ? $"{e.Message}; 'ovsctl netns list' shows those that exist" : e.Message, e);
        }
    }

    private static string Nearest(string name) =>
        CommandLine.NearestName.Find(name, NamedNamespaces.List().Select(n => n.Name)) is { } nearest ? $"; did you mean '{nearest}'?" : "";
}
