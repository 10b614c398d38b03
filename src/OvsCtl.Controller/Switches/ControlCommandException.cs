namespace OvsCtl.Controller.Switches;

/// <summary>ovs-vswitchd refused a command on its control socket.</summary>
public sealed class ControlCommandException(string message) : Exception(message);
