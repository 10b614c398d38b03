using Microsoft.Extensions.Logging;
using OvsCtl.Controller.Embedded;

namespace OvsCtl.Controller.State;

/// <summary>The ovsdb-server that holds the OvsCtl database, started and watched by the daemon.</summary>
public sealed class StateServer(StateOptions options, ILogger<StateServer> logger, TimeProvider time) : IAsyncDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(2);

    private readonly SupervisedPrograms _programs = new(options.Directory, logger, time);

    private string DatabasePath => Path.Combine(options.Directory, "ovsctl.db");

    /// <summary>Starts it and waits until it listens.</summary>
    /// <exception cref="StateException">It does not start, or its file is of a newer version.</exception>
    public async Task StartAsync(CancellationToken ct)
    {
        try
        {
            Directory.CreateDirectory(options.Directory, Private);
            File.SetUnixFileMode(options.Directory, Private);
            var leftover = _programs.FindLeftover("ovsdb-server");
            if (leftover is null)
            {
                File.Delete(options.Socket);
                await PrepareAsync(ct).ConfigureAwait(false);
            }

            _programs.Watch(
                "ovsdb-server",
                [
                    DatabasePath, $"--remote=punix:{options.Socket}", "-vconsole:off", $"--log-file={_programs.LogPath("ovsdb-server.own")}", "--no-chdir",
                    $"--unixctl={Path.Combine(options.Directory, "ovsdb-server.ctl")}",
                ],
                leftover);
            var begun = time.GetTimestamp();
            while (!File.Exists(options.Socket))
            {
                if (time.GetElapsedTime(begun) > options.Patience)
                    throw new StateException($"the ovsdb-server for {DatabasePath} does not start; {_programs.LogPath("ovsdb-server.own")} says why");
                await Task.Delay(LookAgain, time, ct).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is EmbeddedOvsException or IOException or UnauthorizedAccessException)
        {
            throw new StateException($"desired state cannot be kept in {options.Directory}: {e.Message}", e);
        }
    }

    public ValueTask DisposeAsync() => _programs.DisposeAsync();

    /// <summary>Makes the file, or brings one of an older version up to date.</summary>
    private async Task PrepareAsync(CancellationToken ct)
    {
        var schema = Path.Combine(options.Directory, "OvsCtl.ovsschema");
        if (!File.Exists(DatabasePath))
        {
            await File.WriteAllTextAsync(schema, StateSchema.Text, ct).ConfigureAwait(false);
            // Made under another name: a kill half way must not leave a file that is no database.
            var fresh = DatabasePath + ".new";
            File.Delete(fresh);
            await _programs.RunAsync("ovsdb-tool", ["create", fresh, schema], ct).ConfigureAwait(false);
            File.Move(fresh, DatabasePath);
            return;
        }

        var version = await ReadVersionAsync(ct).ConfigureAwait(false);
        if (version.Major > StateSchema.Version.Major) throw new StateException($"{DatabasePath} is of version {version}, which is newer than this program's {StateSchema.Version}");
        if (version >= StateSchema.Version) return;
        await File.WriteAllTextAsync(schema, StateSchema.Text, ct).ConfigureAwait(false);
        await _programs.RunAsync("ovsdb-tool", ["convert", DatabasePath, schema], ct).ConfigureAwait(false);
    }

    private async Task<Version> ReadVersionAsync(CancellationToken ct)
    {
        await _programs.RunAsync("ovsdb-tool", ["db-version", DatabasePath], ct).ConfigureAwait(false);
        var text = (await File.ReadAllTextAsync(_programs.LogPath("ovsdb-tool"), ct).ConfigureAwait(false)).Trim();
        var last = text.Split('\n')[^1];
        return Version.TryParse(last, out var version) ? version : throw new StateException($"{DatabasePath} has no version: {last}");
    }
}
