namespace OvsCtl.OpenFlow;

/// <summary>
/// What a property of a table is about (ofp_table_feature_prop_type). Those that end in <c>Miss</c> are about the flow that takes what no
/// other matches; a table that leaves one out has there what it has for other flows.
/// </summary>
public enum TablePropertyType : ushort
{
    /// <summary>OFPTFPT_INSTRUCTIONS: the instructions.</summary>
    Instructions = 0,

    /// <summary>OFPTFPT_INSTRUCTIONS_MISS: the instructions.</summary>
    InstructionsMiss = 1,

    /// <summary>OFPTFPT_NEXT_TABLES: the tables it can go on to.</summary>
    NextTables = 2,

    /// <summary>OFPTFPT_NEXT_TABLES_MISS: the tables it can go on to.</summary>
    NextTablesMiss = 3,

    /// <summary>OFPTFPT_WRITE_ACTIONS: the actions of the action set.</summary>
    WriteActions = 4,

    /// <summary>OFPTFPT_WRITE_ACTIONS_MISS: the actions of the action set.</summary>
    WriteActionsMiss = 5,

    /// <summary>OFPTFPT_APPLY_ACTIONS: the actions done at once.</summary>
    ApplyActions = 6,

    /// <summary>OFPTFPT_APPLY_ACTIONS_MISS: the actions done at once.</summary>
    ApplyActionsMiss = 7,

    /// <summary>OFPTFPT_MATCH: the fields it can match on.</summary>
    Match = 8,

    /// <summary>OFPTFPT_WILDCARDS: the fields a match may leave out.</summary>
    Wildcards = 10,

    /// <summary>OFPTFPT_WRITE_SETFIELD: the fields the action set can set.</summary>
    WriteSetField = 12,

    /// <summary>OFPTFPT_WRITE_SETFIELD_MISS: the fields the action set can set.</summary>
    WriteSetFieldMiss = 13,

    /// <summary>OFPTFPT_APPLY_SETFIELD: the fields that can be set at once.</summary>
    ApplySetField = 14,

    /// <summary>OFPTFPT_APPLY_SETFIELD_MISS: the fields that can be set at once.</summary>
    ApplySetFieldMiss = 15,

    /// <summary>OFPTFPT_EXPERIMENTER: someone else's.</summary>
    Experimenter = 0xfffe,

    /// <summary>OFPTFPT_EXPERIMENTER_MISS: someone else's.</summary>
    ExperimenterMiss = 0xffff,
}
