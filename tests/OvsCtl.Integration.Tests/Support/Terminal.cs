using System.Text.Json;

namespace OvsCtl.Integration.Tests.Support;

/// <summary>A program on a terminal of its own, 33 lines of 101 columns: what is typed, and what must come in answer before the next is typed.</summary>
internal static class Terminal
{
    private const string Script = """
        import fcntl, json, os, pty, select, signal, struct, sys, termios, time
        argv, steps = json.loads(sys.argv[1]), json.loads(sys.argv[2])
        pid, fd = pty.fork()
        if pid == 0:
            os.execvp(argv[0], argv)
        fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack('HHHH', 33, 101, 0, 0))
        deadline = time.time() + 60
        def read(what):
            if not select.select([fd], [], [], max(0, deadline - time.time()))[0]:
                os.kill(pid, signal.SIGKILL)
                sys.exit(f'waited in vain for {what}')
            try:
                return os.read(fd, 4096).decode(errors='replace')
            except OSError:
                return ''
        for typed, answer in steps:
            os.write(fd, typed.encode())
            seen = ''
            while answer not in seen:
                more = read(answer)
                seen += more
                if not more:
                    sys.exit(f'{answer} did not come, but {seen}')
                sys.stdout.write(more)
        while more := read('the end'):
            sys.stdout.write(more)
        sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
        """;

    public static Task<Run> RunAsync(IReadOnlyList<string> program, IReadOnlyDictionary<string, string> environment, params (string Typed, string Answer)[] steps) =>
        Programs.RunAsync("python3", ["-c", Script, JsonSerializer.Serialize(program), JsonSerializer.Serialize(steps.Select(s => new[] { s.Typed, s.Answer }))], environment);
}
