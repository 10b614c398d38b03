using System.Runtime.InteropServices;
using OvsCtl.Netns.Interop;

namespace OvsCtl.Netns;

/// <summary>
/// The place in the foreground of the terminal on standard input, kept while a program has it. A shell takes it for a process group of its
/// own; one in another PID namespace has no number for the group that it should give it back to, and whoever reads next is stopped.
/// </summary>
public sealed class TerminalForeground : IDisposable
{
    private const int StandardInput = 0;

    private readonly int _group;

    private TerminalForeground(int group) => _group = group;

    /// <summary>Remembers which process group is in the foreground now. Without a terminal there is nothing to remember.</summary>
    public static TerminalForeground Keep() => new(Libc.tcgetpgrp(StandardInput));

    /// <summary>True when standard input is a terminal and this process is in its foreground.</summary>
    public static bool IsOurs => Libc.tcgetpgrp(StandardInput) is var group and >= 0 && group == Libc.getpgrp();

    /// <summary>
    /// For a process that is about to become a shell: when it was put into this PID namespace from outside, so that its process group has no
    /// number here, it gets one of its own, in the foreground if it was there.
    /// </summary>
    public static void Lead()
    {
        if (Libc.getpgrp() != 0 || !IsOurs || Libc.setpgid(0, 0) < 0) return;
        Set(Environment.ProcessId);
    }

    /// <summary>Puts the remembered process group back into the foreground. Does nothing when it is gone or the terminal is.</summary>
    public void Dispose()
    {
        if (_group > 0 && Libc.tcgetpgrp(StandardInput) != _group) Set(_group);
    }

    private static void Set(int group)
    {
        // Blocked, SIGTTOU does not stop a process of the background that asks for this (tcsetpgrp(3)).
        var background = default(SigSet);
        MemoryMarshal.Cast<SigSet, ulong>(MemoryMarshal.CreateSpan(ref background, 1))[0] = 1UL << Libc.SIGTTOU - 1;
        _ = Libc.sigprocmask(Libc.SIG_BLOCK, in background, out var mask);
        _ = Libc.tcsetpgrp(StandardInput, group);
        _ = Libc.sigprocmask(Libc.SIG_SETMASK, in mask, out _);
    }
}
