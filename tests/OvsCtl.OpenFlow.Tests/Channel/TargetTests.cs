namespace OvsCtl.OpenFlow.Tests.Channel;

public sealed class TargetTests
{
    [Theory]
    [InlineData("ptcp:6653:127.0.0.1", "ptcp:6653:127.0.0.1")]
    [InlineData("ptcp:", "ptcp:6653:0.0.0.0")]
    [InlineData("ptcp", "ptcp:6653:0.0.0.0")]
    [InlineData("ptcp:1234", "ptcp:1234:0.0.0.0")]
    [InlineData("pssl::10.0.0.1", "pssl:6653:10.0.0.1")]
    [InlineData("ptcp:6653:[::1]", "ptcp:6653:[::1]")]
    [InlineData("punix:/run/x:y", "punix:/run/x:y")]
    public void Targets_are_read_as_Open_vSwitch_writes_them(string text, string expected) => Assert.Equal(expected, OpenFlowTarget.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("tcp:127.0.0.1:6653")]
    [InlineData("ptcp:70000")]
    [InlineData("ptcp:x")]
    [InlineData("ptcp:6653:nowhere")]
    [InlineData("punix:")]
    public void Others_are_refused_with_what_is_allowed(string text) =>
        Assert.Contains("ptcp:[PORT][:IP]", Assert.Throws<FormatException>(() => OpenFlowTarget.Parse(text)).Message, StringComparison.Ordinal);
}
