using OvsCtl.Netns;

namespace OvsCtl.Cli.Namespaces;

/// <summary>Errors of OvsCtl.Netns as exit codes, and what to do about them.</summary>
internal static class KernelFailure
{
    private const int EPERM = 1, ENOENT = 2, ESRCH = 3, EACCES = 13, EEXIST = 17, ENODEV = 19, EADDRNOTAVAIL = 99; // asm-generic/errno-base.h

    public static T Translate<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (Exception e) when (From(e) is { } failure)
        {
            throw failure;
        }
    }

    /// <summary>Null for an exception that is none of the library's.</summary>
    public static CommandFailure? From(Exception e) => e switch
    {
        // The name of a parameter of ours tells a person nothing.
        ArgumentException argument => new CommandFailure(ExitCode.Usage, e.Message.Replace($" (Parameter '{argument.ParamName}')", "", StringComparison.Ordinal), e),
        NativeException native => From(native.Errno, native),
        NetlinkException netlink => From(netlink.Errno, netlink),
        NftablesException => new CommandFailure(Privileges.HasCapability(Privileges.CapNetAdmin) ? ExitCode.Failed : ExitCode.NotPermitted, e.Message, e),
        InvalidDataException => new CommandFailure(ExitCode.Failed, $"an answer of the kernel makes no sense: {e.Message}", e),
        DllNotFoundException when !Nftables.IsAvailable(out var why) => new CommandFailure(ExitCode.NotPermitted, why, e),
        _ => null,
    };

    private static CommandFailure From(int errno, Exception e) => errno switch
    {
        EPERM or EACCES => new CommandFailure(ExitCode.NotPermitted, $"{e.Message}; {Missing()}", e),
        ENOENT or ESRCH or ENODEV or EADDRNOTAVAIL => new CommandFailure(ExitCode.NotFound, e.Message, e),
        EEXIST when e is NativeException => new CommandFailure(ExitCode.Failed, $"{e.Message}; 'ovsctl netns list' shows those that exist", e),
        _ => new CommandFailure(ExitCode.Failed, e.Message, e),
    };

    private static string Missing()
    {
        string[] missing =
        [
            .. Privileges.HasCapability(Privileges.CapSysAdmin) ? Array.Empty<string>() : ["CAP_SYS_ADMIN"],
            .. Privileges.HasCapability(Privileges.CapNetAdmin) ? Array.Empty<string>() : ["CAP_NET_ADMIN"],
        ];
        return missing.Length > 0
            ? $"this needs {string.Join(" and ", missing)}: run it with sudo, or inside 'ovsctl sandbox'"
            : "the privileges of this user namespace do not reach that far: run it with sudo";
    }
}
