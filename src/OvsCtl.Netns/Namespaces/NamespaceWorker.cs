using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using OvsCtl.Netns.Interop;

namespace OvsCtl.Netns.Namespaces;

/// <summary>
/// One thread that makes system calls in other namespaces, or in ones that it makes, and goes home after each visit. Starting a thread
/// for a call costs the runtime some hundred times the call; a thread that cannot go home ends the program, because whatever it did
/// next would happen in the wrong namespace.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "It lives as long as the process.")]
internal sealed unsafe class NamespaceWorker
{
    /// <summary>No namespace to enter: the body leaves by itself, with unshare.</summary>
    public const int Home = -1;

    private const int StackSize = 256 * 1024;

    private static readonly Lazy<NamespaceWorker> s_shared = new(() => new NamespaceWorker());
    private static readonly Lazy<NamespaceWorker> s_second = new(() => new NamespaceWorker());

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _asked = new(0);
    private readonly SemaphoreSlim _answered = new(0);
    private int _target;
    private Func<SyscallResult> _body = static () => default;
    private SyscallResult _result;
    private int _errno;

    private NamespaceWorker() => new Thread(Loop, StackSize) { IsBackground = true, Name = "netns-calls" }.UnsafeStart();

    public static NamespaceWorker Shared => s_shared.Value;

    /// <summary>A second one for work that the kernel does on two processors at once. Whoever takes both takes this one last.</summary>
    public static NamespaceWorker Second => s_second.Value;

    /// <summary>Runs a body that makes system calls and nothing else; callers take turns.</summary>
    /// <exception cref="NativeException">The namespace cannot be entered.</exception>
    public SyscallResult Call(int target, Func<SyscallResult> body)
    {
        Start(target, body);
        var (result, errno) = Finish();
        return errno == 0 ? result : throw new NativeException(errno, "enter network namespace");
    }

    /// <summary>Begins what <see cref="Call"/> does; the same thread has to <see cref="Finish"/> it, and nobody else's turn comes before.</summary>
    public void Start(int target, Func<SyscallResult> body)
    {
        RuntimeHelpers.PrepareDelegate(body);
        _gate.Enter();
        (_target, _body) = (target, body);
        _asked.Release();
    }

    /// <returns>What the body returned, and the error number when the namespace could not be entered.</returns>
    public (SyscallResult Result, int Errno) Finish()
    {
        _answered.Wait();
        var answer = (_result, _errno);
        _gate.Exit();
        return answer;
    }

    private void Loop()
    {
        int home;
        fixed (byte* path = "/proc/thread-self/ns/net\0"u8)
        {
            home = RawLibc.open(path, Libc.O_RDONLY | Libc.O_CLOEXEC, 0);
        }

        if (home < 0) Environment.FailFast("cannot open the namespace to come home to");
        while (true)
        {
            _asked.Wait();
            Visit(home);
            _answered.Release();
        }
    }

    // Optimised at once: a method that is compiled in tiers may make the runtime start its compiler thread from inside.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Visit(int home)
    {
        _errno = _target != Home && RawLibc.setns(_target, Libc.CLONE_NEWNET) < 0 ? RawLibc.Errno : 0;
        if (_errno != 0) return;
        _result = _body();
        if (RawLibc.setns(home, Libc.CLONE_NEWNET) < 0) Environment.FailFast("cannot leave a network namespace");
    }
}
