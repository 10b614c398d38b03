using System.Globalization;
using System.Text;

namespace OvsCtl.Cli.Sandboxes;

/// <summary>The outer end of the lifeline. Its messages are lines: "pid N", "terminate".</summary>
internal sealed class LifelineHolder(Stream pipe) : IDisposable
{
    public const string TerminateMessage = "terminate";
    public const string PidPrefix = "pid ";

    private readonly Lock _lock = new();

    public void Terminate() => Send(TerminateMessage);

    public void TellOutsidePid(int pid) => Send(PidPrefix + pid.ToString(CultureInfo.InvariantCulture));

    public void Dispose() => pipe.Dispose();

    private void Send(string line)
    {
        lock (_lock)
        {
            try
            {
                pipe.Write(Encoding.ASCII.GetBytes(line + "\n"));
            }
            catch (IOException)
            {
                // The inner process has ended already: what was asked for has happened.
            }
        }
    }
}
