using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>Roles of controllers in Open vSwitch's words.</summary>
internal static class RoleText
{
    /// <exception cref="OpenFlowProtocolException">There is no such role.</exception>
    public static string Request(RoleRequest request) => Role(request.Role) + (request.Role == ControllerRole.NoChange ? "" : Generation(request.GenerationId));

    /// <exception cref="OpenFlowProtocolException">There is no such role.</exception>
    public static string Reply(RoleReply reply) => Role(reply.Role) + Generation(reply.GenerationId);

    /// <exception cref="OpenFlowProtocolException">There is no such role.</exception>
    public static string Status(RoleStatus status)
    {
        var reason = status.Reason switch
        {
            0 => "primary_request",
            1 => "configuration_changed",
            2 => "experimenter_data_changed",
            _ => "(unknown)",
        };
        return $"{Role(status.Role)}{Generation(status.GenerationId)} reason={reason}";
    }

    /// <summary>The role, and the space before it.</summary>
    /// <exception cref="OpenFlowProtocolException">There is no such role.</exception>
    public static string Role(ControllerRole role) => role switch
    {
        ControllerRole.NoChange => " role=nochange",
        ControllerRole.Equal => " role=equal",
        ControllerRole.Master => " role=primary",
        ControllerRole.Slave => " role=secondary",
        _ => throw new OpenFlowProtocolException($"{(uint)role} is no role a controller may have.", OfpError.OFPRRFC_BAD_ROLE),
    };

    /// <summary>The generation, and the space before it; nothing for the number that stands for none.</summary>
    public static string Generation(ulong generation) =>
        generation == ulong.MaxValue ? "" : string.Create(CultureInfo.InvariantCulture, $" generation_id={generation}");
}
