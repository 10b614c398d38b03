namespace OvsCtl.OpenFlow;

/// <summary>Nicira's actions by their subtypes.</summary>
internal static class NiciraActionReader
{
    public static NiciraAction? Read(ushort subtype, ref OpenFlowReader reader) => subtype switch
    {
        1 => Resubmit.ReadBody(subtype, ref reader),
        2 => SetTunnel.ReadBody(false, ref reader),
        5 => new PopQueue(),
        6 => MoveField.ReadBody(isOnf: false, ref reader),
        7 => LoadField.ReadBody(ref reader),
        8 => new Note(reader.ReadRest()),
        9 => SetTunnel.ReadBody(true, ref reader),
        10 => Multipath.ReadBody(ref reader),
        12 => OutputBundle.ReadBody(ref reader),
        13 => OutputBundle.ReadBody(ref reader, isLoad: true),
        14 => Resubmit.ReadBody(subtype, ref reader),
        15 => OutputField.ReadBody(false, ref reader),
        16 => Learn.ReadBody(false, ref reader),
        17 => new Exit(),
        19 => new FinTimeout(reader.ReadUInt16(), reader.ReadUInt16()),
        20 => ControllerAction.ReadOld(ref reader),
        21 => DecNwTtlIds.ReadBody(ref reader),
        27 => new StackPush(StackPop.ReadBits(ref reader)),
        28 => new StackPop(StackPop.ReadBits(ref reader)),
        29 => Sample.ReadBody(false, ref reader),
        32 => OutputField.ReadBody(true, ref reader),
        33 => new LoadMasked(MatchEntry.Read(ref reader)),
        34 => Conjunction.ReadBody(ref reader),
        35 => ConnectionTrack.ReadBody(ref reader),
        36 => NetworkAddressTranslation.ReadBody(ref reader),
        37 => ControllerAction.ReadProperties(ref reader),
        38 => Sample.ReadBody(true, ref reader),
        39 => new OutputTruncated(NiciraAction.FromPort16(reader.ReadUInt16()), reader.ReadUInt32()),
        41 => Sample.ReadBody(true, ref reader),
        42 => Clone.ReadBody(ref reader),
        43 => new CtClear(),
        44 => Resubmit.ReadBody(subtype, ref reader),
        45 => Learn.ReadBody(true, ref reader),
        46 => Encapsulate.ReadBody(ref reader),
        47 => Decapsulate.ReadBody(ref reader),
        48 => new DecNshTtl(),
        49 => CheckPacketLarger.ReadBody(ref reader),
        50 => new DeleteField(NiciraAction.ReadField(ref reader)),
        _ => null,
    };
}
