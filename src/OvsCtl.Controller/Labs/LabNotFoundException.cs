namespace OvsCtl.Controller.Labs;

/// <summary>No lab, host or bridge of that name.</summary>
public sealed class LabNotFoundException(string message) : Exception(message);
