using OvsCtl.Api.Grpc;
using OvsCtl.Netns;
using OvsCtl.Ovsdb;

namespace OvsCtl.Cli.CommandLine;

/// <summary>What went wrong, in words and as an exit code.</summary>
internal static class FailureReport
{
    private const int EACCES = 13; // asm-generic/errno-base.h

    private const string WaysToGetADaemon =
        """
        Either start the daemon:              sudo ovsctld
        or run in a sandbox, without root:    ovsctl lab run FILE     (brings a lab up, checks it, takes it down)
                                              ovsctl sandbox          (a shell with a daemon of its own)
        """;

    public static int Write(Exception failure, TextWriter error)
    {
        var (exitCode, message) = Describe(failure);
        error.WriteLine($"ovsctl: {message}");
        if (IsNoDaemon(failure)) error.WriteLine(WaysToGetADaemon);
        return exitCode;
    }

    private static (int ExitCode, string Message) Describe(Exception failure) => failure switch
    {
        CommandFailure e => (e.ExitCode, e.Message),
        RpcException { Code: GrpcStatusCode.Unavailable } e => DescribeUnavailable(e),
        RpcException e => (FromStatus(e.Code), e.Message),
        OvsdbException e => (FromKind(e.Kind), e.Message),
        OperationCanceledException => (ExitCode.Failed, "interrupted"),
        UnauthorizedAccessException e => (ExitCode.NotPermitted, e.Message),
        IOException e => (ExitCode.Failed, e.Message),
        _ => (ExitCode.Failed, $"unexpected: {failure}"),
    };

    private static (int ExitCode, string Message) DescribeUnavailable(RpcException e) =>
        Errno(e) switch
        {
            EACCES =>
                (ExitCode.NotPermitted, "the daemon's socket is not open to this user: run as the daemon's user (sudo ovsctl …)"),
            null => (ExitCode.Unreachable, e.Message),
            _ => (ExitCode.Unreachable, $"no daemon answers: {e.Message}"),
        };

    private static int FromStatus(GrpcStatusCode code) => code switch
    {
        GrpcStatusCode.InvalidArgument => ExitCode.Usage,
        GrpcStatusCode.NotFound => ExitCode.NotFound,
        GrpcStatusCode.FailedPrecondition or GrpcStatusCode.PermissionDenied => ExitCode.NotPermitted,
        _ => ExitCode.Failed,
    };

    private static int FromKind(OvsdbErrorKind kind) => kind switch
    {
        OvsdbErrorKind.ConnectFailed or OvsdbErrorKind.ConnectionLost => ExitCode.Unreachable,
        OvsdbErrorKind.UnknownDatabase or OvsdbErrorKind.NotFound => ExitCode.NotFound,
        _ => ExitCode.Failed,
    };

    private static bool IsNoDaemon(Exception failure) =>
        failure is RpcException { Code: GrpcStatusCode.Unavailable } e
        && Errno(e) is not null and not EACCES;

    // Only a failure to connect carries one; an UNAVAILABLE that the daemon itself said does not.
    private static int? Errno(RpcException e) => (e.GetBaseException() as NativeException)?.Errno;
}
