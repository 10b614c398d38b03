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

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _asked = new(0);
    private readonly SemaphoreSlim _answered = new(0);
    private int _target;
    private Func<SyscallResult> _body = static () => default;
    private SyscallResult _result;
    private int _errno;

    private NamespaceWorker() => new Thread(Loop, StackSize) { IsBackground = true, Name = "netns-calls" }.UnsafeStart();

    public static NamespaceWorker Shared => s_shared.Value;

    /// <summary>Runs a body that makes system calls and nothing else; callers take turns.</summary>
    /// <exception cref="NativeException">The namespace cannot be entered.</exception>
    public SyscallResult Call(int target, Func<SyscallResult> body)
    {
        RuntimeHelpers.PrepareDelegate(body);
        lock (_gate)
        {
            (_target, _body) = (target, body);
            _asked.Release();
            _answered.Wait();
            return _errno == 0 ? _result : throw new NativeException(_errno, "enter network namespace");
        }
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
