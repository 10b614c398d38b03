namespace OvsCtl.Testing;

/// <summary>Tells whether the tests run in namespaces of their own, where they may make and break networks.</summary>
public static class Sandbox
{
    /// <summary>Null inside a sandbox; else the reason to print with the skip.</summary>
    public static string? SkipReason =>
        Environment.GetEnvironmentVariable("OVSCTL_TEST_SANDBOX") == "1" ? null : "needs the sandbox of ./test.sh (namespaces of its own and root)";
}
