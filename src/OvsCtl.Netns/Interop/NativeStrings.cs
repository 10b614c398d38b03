using System.Runtime.InteropServices;

namespace OvsCtl.Netns.Interop;

/// <summary>A NULL-terminated <c>char*[]</c>, as argv and envp are, freed on dispose.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    private readonly int _count;
    private byte** _array;

    public NativeStrings(IReadOnlyCollection<string> values)
    {
        foreach (var value in values)
        {
            if (value.Contains('\0', StringComparison.Ordinal)) throw new ArgumentException("An argument or environment variable contains a NUL character.", nameof(values));
        }

        _count = values.Count;
        _array = (byte**)NativeMemory.AllocZeroed((nuint)_count + 1, (nuint)sizeof(byte*));
        var i = 0;
        foreach (var value in values) _array[i++] = (byte*)Marshal.StringToCoTaskMemUTF8(value);
    }

    public byte** Pointer => _array;

    public byte* First => _array[0];

    /// <summary>The environment: this process's own when <paramref name="variables"/> is null, otherwise exactly those.</summary>
    public static NativeStrings Environment(IReadOnlyDictionary<string, string>? variables)
    {
        if (variables is not null) return new NativeStrings([.. variables.Select(v => $"{v.Key}={v.Value}")]);
        var own = System.Environment.GetEnvironmentVariables();
        return new NativeStrings([.. own.Keys.Cast<string>().Select(key => $"{key}={own[key]}")]);
    }

    public void Dispose()
    {
        if (_array is null) return;
        for (var i = 0; i < _count; i++) Marshal.FreeCoTaskMem((nint)_array[i]);
        NativeMemory.Free(_array);
        _array = null;
    }
}
