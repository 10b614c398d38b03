using OvsCtl.Netns.Interop;

namespace OvsCtl.Netns.Processes;

/// <summary>Looks a program up as execvp does, where a shell in between would only answer with an exit code.</summary>
internal static class ProgramPath
{
    private const string DefaultPath = "/bin:/usr/bin"; // confstr(_CS_PATH) of glibc

    /// <exception cref="NativeException">ENOENT: there is none. EACCES: it may not be run.</exception>
    public static void ThrowIfMissing(string program, IReadOnlyDictionary<string, string>? environment)
    {
        var path = environment is null ? Environment.GetEnvironmentVariable("PATH") : environment.GetValueOrDefault("PATH");
        string[] candidates = program.Contains('/', StringComparison.Ordinal) ? [program] : [.. (path ?? DefaultPath).Split(':').Select(folder => Path.Combine(folder.Length == 0 ? "." : folder, program))];
        var files = candidates.Where(File.Exists).ToList();
        if (files.Count == 0) throw new NativeException(Errno.ENOENT, $"start {program}");
        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        if (files.All(file => (File.GetUnixFileMode(file) & Execute) == 0)) throw new NativeException(Errno.EACCES, $"start {program}");
    }
}
