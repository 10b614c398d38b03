using OvsCtl.Api.V1;
using OvsCtl.Cli.Labs;

namespace OvsCtl.Cli.Rendering;

/// <summary>A plan as a shell script that runs by itself: the same network, without us.</summary>
internal static class PlanScript
{
    public static void Write(TextWriter output, PlanReply plan)
    {
        output.WriteLine("#!/bin/sh");
        output.WriteLine($"# Lab {plan.Lab}: the commands with the same effect as 'ovsctl lab up', in the same order.");
        output.WriteLine("# To be run as root, with Open vSwitch running. 'ovsctl lab down' takes down what it makes.");
        output.WriteLine("set -eu");
        if (plan.Steps.Any(step => step.Commands.Any(command => command.Contains("$OVS_RUNDIR", StringComparison.Ordinal))))
            output.WriteLine("OVS_RUNDIR=${OVS_RUNDIR:-/var/run/openvswitch}");
        if (plan.Steps.Count == 0) output.WriteLine("\n# There is nothing to do.");
        var phase = "";
        foreach (var step in plan.Steps)
        {
            if (step.Phase != phase) output.WriteLine($"\n# == {step.Phase} ==");
            phase = step.Phase;
            StepCommands.Write(step, output);
        }
    }
}
