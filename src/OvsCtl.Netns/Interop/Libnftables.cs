using System.Runtime.InteropServices;

namespace OvsCtl.Netns.Interop;

/// <summary>nftables/libnftables.h. All arguments are bare: the calls are made inside another namespace (see <see cref="RawLibc"/>).</summary>
internal static unsafe partial class Libnftables
{
    public const string Library = "libnftables.so.1";

    public const uint NFT_CTX_OUTPUT_STATELESS = 1 << 2;
    public const uint NFT_CTX_OUTPUT_JSON = 1 << 4;

    [LibraryImport(Library)]
    public static partial nint nft_ctx_new(uint flags);

    [LibraryImport(Library)]
    public static partial void nft_ctx_free(nint context);

    [LibraryImport(Library)]
    public static partial int nft_ctx_buffer_output(nint context);

    [LibraryImport(Library)]
    public static partial int nft_ctx_buffer_error(nint context);

    [LibraryImport(Library)]
    public static partial void nft_ctx_output_set_flags(nint context, uint flags);

    [LibraryImport(Library)]
    public static partial int nft_run_cmd_from_filename(nint context, byte* path);

    [LibraryImport(Library)]
    public static partial byte* nft_ctx_get_output_buffer(nint context);

    [LibraryImport(Library)]
    public static partial byte* nft_ctx_get_error_buffer(nint context);
}
