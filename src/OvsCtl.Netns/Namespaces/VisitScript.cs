using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using OvsCtl.Netns.Interop;

namespace OvsCtl.Netns.Namespaces;

/// <summary>
/// System calls in several namespaces, written down beforehand, so that the kept thread goes through them without any other managed code.
/// A visit begins with <see cref="Enter"/> or <see cref="Create"/>; when that fails, nothing else of the visit is tried.
/// </summary>
internal sealed unsafe class VisitScript
{
    private const int ValueSize = 256;

    private readonly List<ScriptedCall> _calls = [];
    private readonly List<byte> _bytes = [];

    /// <summary>Starts a visit to an open namespace.</summary>
    public int Enter(int fd) => Add(new ScriptedCall { Kind = CallKind.Enter, Fd = fd });

    /// <summary>Starts a visit to a new namespace; the answer is its descriptor.</summary>
    public int Create() => Add(new ScriptedCall { Kind = CallKind.Create });

    /// <summary>Opens an rtnetlink socket.</summary>
    public int OpenRouteSocket() => Add(new ScriptedCall { Kind = CallKind.OpenRouteSocket });

    public int Read(string path) => Add(new ScriptedCall { Kind = CallKind.Read, Path = AddText(path), Data = Reserve(ValueSize), Size = ValueSize });

    public int Write(string path, string value) =>
        Add(new ScriptedCall { Kind = CallKind.Write, Path = AddText(path), Data = AddText(value), Size = Encoding.UTF8.GetByteCount(value) });

    public SyscallResult Result(int call) => new(_calls[call].Result, _calls[call].Errno);

    /// <summary>What a read that did not fail has read, without the newline at its end; null when it is longer than there was room for.</summary>
    public string? Text(int call) => _calls[call].Result == ValueSize
        ? null
        : Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(_bytes).Slice(_calls[call].Data, _calls[call].Result)).TrimEnd('\n');

    /// <summary>Starts to run on a worker; nothing of it may be looked at before the pending run has ended.</summary>
    public PendingRun Start(NamespaceWorker worker)
    {
        var calls = GCHandle.Alloc(CollectionsMarshal.AsSpan(_calls).ToArray(), GCHandleType.Pinned);
        var bytes = GCHandle.Alloc(CollectionsMarshal.AsSpan(_bytes).ToArray(), GCHandleType.Pinned);
        var (first, count, arena) = (calls.AddrOfPinnedObject(), _calls.Count, bytes.AddrOfPinnedObject());
        var run = new PendingRun(this, worker, calls, bytes);
        worker.Start(NamespaceWorker.Home, [MethodImpl(MethodImplOptions.AggressiveOptimization)] () =>
        {
            RunAll((ScriptedCall*)first, count, (byte*)arena);
            return default;
        });
        return run;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunAll(ScriptedCall* calls, int count, byte* bytes)
    {
        var isInside = false;
        for (var call = calls; call < calls + count; call++)
        {
            if (call->Kind <= CallKind.Create) isInside = true;
            else if (!isInside) continue;
            call->Result = Run(call, bytes);
            if (call->Result >= 0) continue;
            call->Errno = RawLibc.Errno;
            if (call->Kind <= CallKind.Create) isInside = false;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Run(ScriptedCall* call, byte* bytes)
    {
        switch (call->Kind)
        {
            case CallKind.Enter:
                return RawLibc.setns(call->Fd, Libc.CLONE_NEWNET);
            case CallKind.Create:
                if (RawLibc.unshare(Libc.CLONE_NEWNET) < 0) return -1;
                fixed (byte* self = "/proc/thread-self/ns/net\0"u8) return RawLibc.open(self, Libc.O_RDONLY | Libc.O_CLOEXEC, 0);
            case CallKind.OpenRouteSocket:
                return RawLibc.socket(Libc.AF_NETLINK, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, NetlinkSocket.NETLINK_ROUTE);
            default:
                var isRead = call->Kind == CallKind.Read;
                var fd = RawLibc.open(bytes + call->Path, (isRead ? Libc.O_RDONLY : Libc.O_WRONLY) | Libc.O_CLOEXEC, 0);
                if (fd < 0) return -1;
                // The kernel takes one write as the whole value and gives the whole value to one read.
                var done = isRead ? RawLibc.read(fd, bytes + call->Data, (nuint)call->Size) : RawLibc.write(fd, bytes + call->Data, (nuint)call->Size);
                var errno = done < 0 ? RawLibc.Errno : 0;
                _ = RawLibc.close(fd);
                if (done < 0) RawLibc.Errno = errno;
                return (int)done;
        }
    }

    private int Add(ScriptedCall call)
    {
        _calls.Add(call);
        return _calls.Count - 1;
    }

    private int AddText(string text)
    {
        var start = _bytes.Count;
        _bytes.AddRange(Encoding.UTF8.GetBytes(text));
        _bytes.Add(0);
        return start;
    }

    private int Reserve(int size)
    {
        var start = _bytes.Count;
        CollectionsMarshal.SetCount(_bytes, start + size);
        return start;
    }

    internal enum CallKind
    {
        Enter,
        Create,
        OpenRouteSocket,
        Read,
        Write,
    }

    /// <summary>Path and data are offsets into the script's bytes.</summary>
    internal struct ScriptedCall
    {
        public CallKind Kind;
        public int Fd;
        public int Path;
        public int Data;
        public int Size;
        public int Result;
        public int Errno;
    }

    /// <summary>A script on its way through a worker.</summary>
    internal sealed class PendingRun(VisitScript script, NamespaceWorker worker, GCHandle calls, GCHandle bytes)
    {
        public void Wait()
        {
            worker.Finish();
            ((ScriptedCall[])calls.Target!).CopyTo(CollectionsMarshal.AsSpan(script._calls)); // a pinned handle has a target
            ((byte[])bytes.Target!).CopyTo(CollectionsMarshal.AsSpan(script._bytes));
            calls.Free();
            bytes.Free();
        }
    }
}
