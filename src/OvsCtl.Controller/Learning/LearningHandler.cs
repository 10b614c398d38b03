using Microsoft.Extensions.Logging;
using OvsCtl.OpenFlow;

namespace OvsCtl.Controller.Learning;

/// <summary>Ties a learning switch to the connections of one datapath: its main one, and auxiliary ones on loops of their own.</summary>
internal sealed partial class LearningHandler(DatapathId datapath, LearningSwitch policy, LearningMessages messages, TimeProvider time, ILogger logger, bool isAuxiliary) : ISwitchHandler
{
    private const int MaxErrorsLogged = 10;

    private int _errorCount;

    public void OnConnected(FrameWriter output)
    {
        if (!isAuxiliary) LearningMessages.AppendSetup(output);
    }

    public void OnPacketIn(in PacketInView packet, FrameWriter output)
    {
        LearningDecision decision;
        lock (policy) decision = policy.OnPacketIn(time.GetElapsedTime(0), packet.InPort, packet.Data);
        messages.Append(decision, packet, output);
    }

    public void OnMessage(OpenFlowMessage message, FrameWriter output)
    {
        switch (message)
        {
            case PortStatus status when status.Reason == PortStatusReason.Delete || (status.Port.Config & PortConfig.PortDown) != 0 || (status.Port.State & PortState.LinkDown) != 0:
                lock (policy) policy.OnPortDown(status.Port.Number);
                LearningMessages.AppendPortDown(status.Port.Number, output);
                break;
            case ErrorMessage error when ++_errorCount <= MaxErrorsLogged:
                // A switch may refuse every flow, thousands of times a second; the first few say it all.
                LogRefused(logger, datapath, error.TypeName, error.CodeName);
                break;
        }
    }

    [LoggerMessage(20, LogLevel.Warning, "Datapath {Datapath} refused a message: {Type}, {Code}")]
    private static partial void LogRefused(ILogger logger, DatapathId datapath, string type, string code);
}
